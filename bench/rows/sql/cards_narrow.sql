-- check-unbind, the 7 narrow columns.
COPY (
    WITH {facts}
    SELECT id, verdict, route, priority, days_min, days_max, rules FROM timed
) TO '{output}' (HEADER, DELIMITER ',')

-- The 20 columns with their types; a missing fact is an empty cell.
read_csv('{input}', header = true, delim = ',', columns = {{
    'id': 'VARCHAR', 'card_no': 'VARCHAR', 'platform': 'VARCHAR', 'form': 'VARCHAR', 'state': 'VARCHAR',
    'face_value': 'DECIMAL(12,2)', 'balance': 'DECIMAL(12,2)', 'expires_on': 'DATE', 'bound_at': 'VARCHAR',
    'real_name_verified': 'BOOLEAN', 'name_matches': 'BOOLEAN', 'violations': 'BOOLEAN',
    'unusual_login': 'BOOLEAN', 'account_status': 'VARCHAR', 'order_linked': 'BOOLEAN',
    'promo_linked': 'BOOLEAN', 'transferred': 'BOOLEAN', 'documents': 'VARCHAR', 'stage': 'VARCHAR',
    'stage_since': 'TIMESTAMP'
}})

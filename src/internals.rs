//! What the tests, benchmarks and fuzz targets of this repository reach into.
//!
//! None of it is part of the public interface: it changes without notice. Whatever stands here is
//! named one by one, so that the compiler sees what nothing uses any more.

pub mod cli {
    pub use crate::cli::{Example, examples, tree};
}

pub mod command {
    pub use crate::command::Command;
}

pub mod decide {
    pub use crate::decide::{Computed, Counting, Dependents, Options, Plan};
}

pub mod embedded {
    pub use crate::embedded::pack;
}

pub mod engine {
    pub use crate::engine::{MAX_AXES, MAX_RULES};
}

pub mod field {
    pub use crate::field::{Field, Kind, TABLE, Vocabulary, fold};
}

pub mod input {
    pub use crate::input::{
        BatchReader, Buffer, ColumnMap, Format, Input, Notice, Notices, Object, ObjectReader, Origin, Place,
        ReadOptions,
    };
}

pub mod lang {
    pub use crate::lang::{Lang, Text};
}

pub mod output {
    pub use crate::output::{
        Column, ColumnWriter, CsvWriter, JsonWriter, RecordMeta, Rows, Segments, Shared, View,
    };

    pub mod text {
        pub use crate::output::text::width;
    }
}

pub mod pipeline {
    pub use crate::pipeline::{Job, Rendered, RunError, Sink, run};
}

pub mod policy {
    pub use crate::policy::{
        At, BUILTIN_CASES, Case, Clause, DerivedFact, Dispute, Fact, Grade, Kind, Layer, LayerFile, MAX_AXES,
        MAX_ENTRIES, Missing, Named, Operand, Pack, Phase, Problems, Rule, Source, Test, builtin_layer,
        cases, hash, load,
    };

    pub mod describe {
        pub use crate::policy::describe::{condition, effects, joined};
    }
}

pub mod policy_tests {
    pub use crate::policy_tests::{run, unknown_fields};
}

pub mod questions {
    pub use crate::questions::Answers;
}

pub mod record {
    pub use crate::record::{Lexicons, Reading, Record};
}

pub mod value {
    pub use crate::value::{
        CHINA, Day, Moment, Money, Offset, Rate, Span, ValueError, parse_count, plain, split_list, trim_cell,
    };
}

//! Every kind of diagnostic, one file each: the data that describes the fault,
//! its wording, and its page with a bad and a good example, which a test runs.

mod action_without_steps;
mod always_holds;
mod arithmetic_mismatch;
mod attempt_limit;
mod bad_allow;
mod bad_interpolation;
mod bare_row_value;
mod chained_comparison;
mod decided_test;
mod dependency_cycle;
mod duplicate_import;
mod duplicate_name;
mod empty_file;
mod empty_range;
mod field_clash;
mod field_of_list;
mod file_order;
mod foreign_word;
mod idle_question;
mod implied_test;
mod import_cycle;
mod import_path;
mod invalid_json_path;
mod invalid_regex;
mod list_contains;
mod list_default;
mod list_key;
mod list_of_list;
mod literals_only;
mod long_consultation;
mod misspelt_word;
mod mixed_and_or;
mod name_with_hyphen;
mod needs_element;
mod never_chosen;
mod never_differs;
mod never_holds;
mod no_order;
mod not_a_list;
mod not_a_test;
mod not_a_value;
mod not_imported;
mod not_interpolated;
mod not_rechecked;
mod otherwise_last;
mod out_of_range;
mod outside_when;
mod over_limit;
mod overlapping_rows;
mod part_of_list;
mod path_prefix;
mod pointless_attribute;
mod repeated_line;
mod repeated_recheck;
mod reserved_symbol;
mod reserved_word;
mod row_cells;
mod row_layout;
mod row_type;
mod rule_without_entries;
mod same_test;
mod second_guide;
mod stray_from;
mod symbol_clash;
mod symptom_of_elements;
mod table_gap;
mod table_without_rows;
mod too_deep;
mod type_mismatch;
mod unbalanced_brackets;
mod unclosed_pattern;
mod unclosed_text;
mod unexpected;
mod unhandled_complaint;
mod unit_mismatch;
mod unknown_action;
mod unknown_field;
mod unknown_function;
mod unknown_hole;
mod unknown_name;
mod unknown_symbol;
mod unknown_type;
mod unprintable_hole;
mod unreached_row;
mod unreadable_character;
mod unreadable_import;
mod unreadable_literal;
mod unused_allow;
mod unused_name;
mod unused_symptom;
mod variable_clash;
mod wrong_operand;
mod wrong_quotes;

pub use action_without_steps::ActionWithoutSteps;
pub use always_holds::AlwaysHolds;
pub use arithmetic_mismatch::ArithmeticMismatch;
pub use attempt_limit::{AttemptFault, AttemptLimit};
pub use bad_allow::{AllowFault, BadAllow};
pub use bad_interpolation::{BadInterpolation, BadInterpolationKind};
pub use bare_row_value::BareRowValue;
pub use chained_comparison::ChainedComparison;
pub use decided_test::DecidedTest;
pub use dependency_cycle::DependencyCycle;
pub use duplicate_import::DuplicateImport;
pub use duplicate_name::DuplicateName;
pub use empty_file::EmptyFile;
pub use empty_range::EmptyRange;
pub use field_clash::FieldClash;
pub use field_of_list::FieldOfList;
pub use file_order::FileOrder;
pub use foreign_word::ForeignWord;
pub use idle_question::IdleQuestion;
pub use implied_test::ImpliedTest;
pub use import_cycle::ImportCycle;
pub use import_path::{ImportPath, ImportPathFault};
pub use invalid_json_path::InvalidJsonPath;
pub use invalid_regex::InvalidRegex;
pub use list_contains::{ContainsFault, ListContains};
pub use list_default::ListDefault;
pub use list_key::{KeyFault, ListKey};
pub use list_of_list::ListOfList;
pub use literals_only::LiteralsOnly;
pub use long_consultation::LongConsultation;
pub use misspelt_word::MisspeltWord;
pub use mixed_and_or::MixedAndOr;
pub use name_with_hyphen::NameWithHyphen;
pub use needs_element::NeedsElement;
pub use never_chosen::NeverChosen;
pub use never_differs::NeverDiffers;
pub use never_holds::NeverHolds;
pub use no_order::NoOrder;
pub use not_a_list::{ListFault, NotAList};
pub use not_a_test::{NotATest, TestFault};
pub use not_a_value::{NotAValue, ValueFault};
pub use not_imported::{MissingImport, NotImported};
pub use not_interpolated::NotInterpolated;
pub use not_rechecked::{NotRechecked, RecheckFault};
pub use otherwise_last::OtherwiseLast;
pub use out_of_range::OutOfRange;
pub use outside_when::OutsideWhen;
pub use over_limit::{Limit, OverLimit};
pub use overlapping_rows::OverlappingRows;
pub use part_of_list::PartOfList;
pub use path_prefix::PathPrefix;
pub use pointless_attribute::PointlessAttribute;
pub use repeated_line::RepeatedLine;
pub use repeated_recheck::RepeatedRecheck;
pub use reserved_symbol::ReservedSymbol;
pub use reserved_word::ReservedWord;
pub use row_cells::RowCells;
pub use row_layout::RowLayout;
pub use row_type::RowType;
pub use rule_without_entries::RuleWithoutEntries;
pub use same_test::SameTest;
pub use second_guide::SecondGuide;
pub use stray_from::StrayFrom;
pub use symbol_clash::SymbolClash;
pub use symptom_of_elements::SymptomOfElements;
pub use table_gap::TableGap;
pub use table_without_rows::TableWithoutRows;
pub use too_deep::TooDeep;
pub use type_mismatch::TypeMismatch;
pub use unbalanced_brackets::UnbalancedBrackets;
pub use unclosed_pattern::UnclosedPattern;
pub use unclosed_text::UnclosedText;
pub use unexpected::{Found, Hint, Unexpected};
pub use unhandled_complaint::UnhandledComplaint;
pub use unit_mismatch::{UnitFault, UnitMismatch};
pub use unknown_action::UnknownAction;
pub use unknown_field::UnknownField;
pub use unknown_function::UnknownFunction;
pub use unknown_hole::UnknownHole;
pub use unknown_name::{Intention, UnknownName};
pub use unknown_symbol::UnknownSymbol;
pub use unknown_type::UnknownType;
pub use unprintable_hole::UnprintableHole;
pub use unreached_row::UnreachedRow;
pub use unreadable_character::UnreadableCharacter;
pub use unreadable_import::UnreadableImport;
pub use unreadable_literal::{LiteralFault, LiteralForm, UnreadableLiteral};
pub use unused_allow::UnusedAllow;
pub use unused_name::{NamedKind, UnusedName};
pub use unused_symptom::UnusedSymptom;
pub use variable_clash::VariableClash;
pub use wrong_operand::WrongOperand;
pub use wrong_quotes::WrongQuotes;

use crate::diagnostic::{Diagnostic, Page};

/// The pages of all kinds, by code.
pub const PAGES: &[&Page] = &[
    &action_without_steps::PAGE,
    &always_holds::PAGE,
    &arithmetic_mismatch::PAGE,
    &attempt_limit::PAGE,
    &bad_allow::PAGE,
    &bad_interpolation::PAGE,
    &bare_row_value::PAGE,
    &chained_comparison::PAGE,
    &decided_test::PAGE,
    &dependency_cycle::PAGE,
    &duplicate_import::PAGE,
    &duplicate_name::PAGE,
    &empty_file::PAGE,
    &empty_range::PAGE,
    &field_clash::PAGE,
    &field_of_list::PAGE,
    &file_order::PAGE,
    &foreign_word::PAGE,
    &idle_question::PAGE,
    &implied_test::PAGE,
    &import_cycle::PAGE,
    &import_path::PAGE,
    &invalid_json_path::PAGE,
    &invalid_regex::PAGE,
    &list_contains::PAGE,
    &list_default::PAGE,
    &list_key::PAGE,
    &list_of_list::PAGE,
    &literals_only::PAGE,
    &long_consultation::PAGE,
    &misspelt_word::PAGE,
    &mixed_and_or::PAGE,
    &name_with_hyphen::PAGE,
    &needs_element::PAGE,
    &never_chosen::PAGE,
    &never_differs::PAGE,
    &never_holds::PAGE,
    &no_order::PAGE,
    &not_a_list::PAGE,
    &not_a_test::PAGE,
    &not_a_value::PAGE,
    &not_imported::PAGE,
    &not_interpolated::PAGE,
    &not_rechecked::PAGE,
    &otherwise_last::PAGE,
    &out_of_range::PAGE,
    &outside_when::PAGE,
    &over_limit::PAGE,
    &overlapping_rows::PAGE,
    &part_of_list::PAGE,
    &path_prefix::PAGE,
    &pointless_attribute::PAGE,
    &repeated_line::PAGE,
    &repeated_recheck::PAGE,
    &reserved_symbol::PAGE,
    &reserved_word::PAGE,
    &row_cells::PAGE,
    &row_layout::PAGE,
    &row_type::PAGE,
    &rule_without_entries::PAGE,
    &same_test::PAGE,
    &second_guide::PAGE,
    &stray_from::PAGE,
    &symbol_clash::PAGE,
    &symptom_of_elements::PAGE,
    &table_gap::PAGE,
    &table_without_rows::PAGE,
    &too_deep::PAGE,
    &type_mismatch::PAGE,
    &unbalanced_brackets::PAGE,
    &unclosed_pattern::PAGE,
    &unclosed_text::PAGE,
    &unexpected::PAGE,
    &unhandled_complaint::PAGE,
    &unit_mismatch::PAGE,
    &unknown_action::PAGE,
    &unknown_field::PAGE,
    &unknown_function::PAGE,
    &unknown_hole::PAGE,
    &unknown_name::PAGE,
    &unknown_symbol::PAGE,
    &unknown_type::PAGE,
    &unprintable_hole::PAGE,
    &unreached_row::PAGE,
    &unreadable_character::PAGE,
    &unreadable_import::PAGE,
    &unreadable_literal::PAGE,
    &unused_allow::PAGE,
    &unused_name::PAGE,
    &unused_symptom::PAGE,
    &variable_clash::PAGE,
    &wrong_operand::PAGE,
    &wrong_quotes::PAGE,
];

/// The codes of warnings about names: one in each file is enough, however often
/// the name is used there.
pub const ONCE_PER_FILE: &[&str] = &[field_clash::PAGE.code, symbol_clash::PAGE.code];

/// The codes of warnings about comments that allow warnings.
pub const ABOUT_ALLOWS: &[&str] = &[bad_allow::PAGE.code, unused_allow::PAGE.code];

/// The page with this code.
pub fn page(code: &str) -> Option<&'static Page> {
    PAGES.iter().copied().find(|page| page.code == code)
}

/// Says how many elements of lists a finding has looked at.
fn looked_at(diagnostic: Diagnostic, elements: Option<usize>) -> Diagnostic {
    match elements {
        Some(count) => diagnostic.help(format!("looked at were lists of up to {count} elements")),
        None => diagnostic,
    }
}

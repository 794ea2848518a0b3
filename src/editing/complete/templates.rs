//! Declarations and lines with places to fill in.

/// The template of a word, in the notation of editors.
pub(super) fn template(word: &str, in_block: bool) -> Option<&'static str> {
    Some(match (word, in_block) {
        ("guide", false) => {
            "guide \"${1:Title}\" {\n  source  \"${2:https://}\"\n  version \"${3:1.0.0}\"\n}"
        }
        ("import", false) => "import \"${1:facts.rules}\"",
        ("fact", false) => "fact ${1:name}: ${2:yes/no} {\n  ask  \"${3:Question?}\"\n}",
        ("let", false) => "let ${1:name} = $0",
        ("condition", false) => "condition ${1:name} \"${2:Title}\"\n  when $0",
        ("symptom", false) => "symptom ${1:name} \"${2:Title}\"\n  when $0",
        ("action", false) => "action ${1:name} \"${2:Title}\" {\n  step \"$0\"\n}",
        ("rule", false) => "rule ${1:name} {\n  when ${2:symptom}\n  try  $0\n}",
        ("ask", true) => "ask  \"$0\"",
        ("help", true) => "help \"$0\"",
        ("step", true) => "step \"$0\"",
        ("note", true) => "note \"$0\"",
        ("source", true) => "source  \"$0\"",
        ("version", true) => "version \"$0\"",
        ("cost", true) => "cost ${1:5} minutes",
        ("conclude", true) => "conclude \"$0\"",
        ("refer", true) => "refer \"$1\" at \"${2:https://}\"",
        ("because", true) => "because \"$0\"",
        _ => return None,
    })
}

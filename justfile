# Recipes for working on whatnext; `just` lists them.

default:
    @just --list

# Everything that has to pass before a change lands
ci:
    .ci/run

# All tests
test:
    cargo test

# Formatting and lints
lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings

# Check and test the shipped rule bases
rules:
    for base in rules/*/; do cargo run --quiet -- check "$base"; done
    cargo run --quiet -- fmt --check rules/*/
    cargo run --quiet -- test rules --min-coverage 100

# Compare the engine with the reference on more cases
reference cases="1000000":
    WHATNEXT_REFERENCE_CASES={{cases}} cargo test --release reference

# Benchmarks
bench:
    cargo bench

# Fuzz one target for some seconds: rules, facts or engine
fuzz target seconds="60":
    cargo +nightly fuzz run {{target}} -- -max_total_time={{seconds}} -max_len=8192

# Accept changed snapshots of our own tests
review:
    cargo insta review

# Manual pages of all commands
manual folder="target/man":
    cargo run --quiet -- manual {{folder}}

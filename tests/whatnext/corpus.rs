//! Everything that fuzzing kept, once more: what the fuzz targets do with it, on
//! the stable toolchain.

#[path = "../../fuzz/exercise/mod.rs"]
mod exercise;

use std::fs;
use std::path::Path;

/// What a kept input may be at most, so that the corpus stays small.
const LARGEST: usize = 8 << 10;

#[test]
fn no_kept_fuzz_input_makes_it_panic() {
    for (target, run) in [
        ("rules", exercise::rules::run as fn(&[u8])),
        ("facts", exercise::facts::run),
        ("engine", exercise::engine::run),
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fuzz/corpus")
            .join(target);
        let mut inputs = 0;
        for entry in fs::read_dir(&folder).expect("there is a corpus") {
            let path = entry.expect("a file").path();
            let input = fs::read(&path).expect("a file that can be read");
            assert!(
                input.len() <= LARGEST,
                "{} is too large to keep",
                path.display()
            );
            if let Err(panic) = std::panic::catch_unwind(|| run(&input)) {
                println!("this was {}", path.display());
                std::panic::resume_unwind(panic);
            }
            inputs += 1;
        }
        assert!(inputs > 0, "the corpus of {target} is empty");
        println!("{target}: {inputs} inputs");
    }
}

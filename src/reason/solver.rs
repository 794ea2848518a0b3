//! The SAT solver, and the gates that formulas are made of.
//!
//! A thin layer over batsat, a port of `MiniSat`: clauses are added as the
//! formula grows, and questions are asked under assumptions, so that one
//! solver answers all of them and keeps what it learnt.

use std::collections::HashMap;

use batsat::{Callbacks, Lit, Solver as Sat, SolverInterface as _, SolverOpts, lbool};

/// A question is given up after so many conflicts.
const MAX_CONFLICTS: u64 = 20_000;

/// All questions to one solver together may follow so many consequences; then
/// every further one is given up at once.
const MAX_PROPAGATIONS: u64 = 300_000_000;

/// A literal of the formula: something that is so, or is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Literal(Lit);

impl std::ops::Not for Literal {
    type Output = Literal;

    fn not(self) -> Literal {
        Literal(!self.0)
    }
}

/// What a question came out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// There is an assignment; [`Solver::is`] reads it until the next question.
    Satisfiable,
    /// There is none.
    Unsatisfiable,
    /// The question is too hard.
    GivenUp,
}

/// Counts the conflicts of one question.
#[derive(Default)]
struct Budget {
    conflicts: u64,
}

impl Callbacks for Budget {
    fn on_start(&mut self) {
        self.conflicts = 0;
    }

    fn on_new_clause(&mut self, _: &[Lit], _: batsat::ClauseKind) {
        self.conflicts += 1;
    }

    fn stop(&self) -> bool {
        self.conflicts > MAX_CONFLICTS
    }
}

/// A growing formula, and its solver.
pub(super) struct Solver {
    sat: Sat<Budget>,
    yes: Literal,
    clause: Vec<Lit>,
    /// Gates over the same parts are one, so that equal tests become equal
    /// literals.
    all_gates: HashMap<Vec<Literal>, Literal>,
    any_gates: HashMap<Vec<Literal>, Literal>,
}

impl Default for Solver {
    fn default() -> Self {
        let mut sat = Sat::new(SolverOpts::default(), Budget::default());
        let yes = Literal(Lit::new(sat.new_var_default(), true));
        sat.add_clause_reuse(&mut vec![yes.0]);
        Solver {
            sat,
            yes,
            clause: Vec::new(),
            all_gates: HashMap::new(),
            any_gates: HashMap::new(),
        }
    }
}

impl Solver {
    /// How many variables and clauses there are.
    pub(super) fn size(&self) -> (u32, u64) {
        (self.sat.num_vars(), self.sat.num_clauses())
    }

    /// What is always so.
    pub(super) fn yes(&self) -> Literal {
        self.yes
    }

    /// What is never so.
    pub(super) fn no(&self) -> Literal {
        !self.yes
    }

    /// Something that is as the solver likes; it likes `false` best.
    pub(super) fn fresh(&mut self) -> Literal {
        Literal(Lit::new(self.sat.new_var(lbool::FALSE, true), true))
    }

    /// Demands that one of the literals is so.
    pub(super) fn require(&mut self, literals: impl IntoIterator<Item = Literal>) {
        self.clause.clear();
        for literal in literals {
            if literal == self.yes {
                return;
            }
            if literal != !self.yes {
                self.clause.push(literal.0);
            }
        }
        self.sat.add_clause_reuse(&mut self.clause);
    }

    /// Whether all are so.
    pub(super) fn all(&mut self, literals: impl IntoIterator<Item = Literal>) -> Literal {
        let yes = self.yes;
        let mut parts: Vec<Literal> = literals.into_iter().filter(|&part| part != yes).collect();
        parts.sort_unstable();
        parts.dedup();
        if parts.contains(&!yes) || parts.windows(2).any(|pair| pair[0] == !pair[1]) {
            return !yes;
        }
        match parts.as_slice() {
            [] => yes,
            [one] => *one,
            _ => {
                if let Some(&gate) = self.all_gates.get(&parts) {
                    return gate;
                }
                // A gate of its own, and not a negated `any`: the solver tries
                // first that a gate is not so.
                let gate = self.fresh();
                for &part in &parts {
                    self.require([part, !gate]);
                }
                self.require(parts.iter().map(|&part| !part).chain([gate]));
                self.all_gates.insert(parts, gate);
                gate
            }
        }
    }

    /// Whether one is so.
    pub(super) fn any(&mut self, literals: impl IntoIterator<Item = Literal>) -> Literal {
        let no = self.no();
        let mut parts: Vec<Literal> = literals.into_iter().filter(|&part| part != no).collect();
        parts.sort_unstable();
        parts.dedup();
        if parts.contains(&self.yes) || parts.windows(2).any(|pair| pair[0] == !pair[1]) {
            return self.yes;
        }
        match parts.as_slice() {
            [] => no,
            [one] => *one,
            _ => {
                if let Some(&gate) = self.any_gates.get(&parts) {
                    return gate;
                }
                let gate = self.fresh();
                for &part in &parts {
                    self.require([!part, gate]);
                }
                self.require(parts.iter().copied().chain([!gate]));
                self.any_gates.insert(parts, gate);
                gate
            }
        }
    }

    /// Whether exactly one of the two is so.
    pub(super) fn differ(&mut self, a: Literal, b: Literal) -> Literal {
        let one = self.all([a, !b]);
        let other = self.all([!a, b]);
        self.any([one, other])
    }

    /// Demands that at most one is so: pairwise for a few, with a ladder of
    /// auxiliary literals for many (Sinz 2005).
    pub(super) fn at_most_one(&mut self, literals: &[Literal]) {
        if literals.len() <= 6 {
            for (at, &a) in literals.iter().enumerate() {
                for &b in &literals[at + 1..] {
                    self.require([!a, !b]);
                }
            }
            return;
        }
        let mut earlier = literals[0];
        for &literal in &literals[1..] {
            self.require([!earlier, !literal]);
            let step = self.fresh();
            self.require([!earlier, step]);
            self.require([!literal, step]);
            earlier = step;
        }
    }

    /// Looks for an assignment in which all assumptions are so.
    pub(super) fn solve(&mut self, assumptions: &[Literal]) -> Answer {
        if self.sat.num_propagations() > MAX_PROPAGATIONS {
            return Answer::GivenUp;
        }
        let assumptions: Vec<Lit> = assumptions.iter().map(|literal| literal.0).collect();
        let answer = self.sat.solve_limited(&assumptions);
        if answer == lbool::TRUE {
            Answer::Satisfiable
        } else if answer == lbool::FALSE {
            Answer::Unsatisfiable
        } else {
            Answer::GivenUp
        }
    }

    /// Whether a literal is so in the assignment found last.
    pub(super) fn is(&self, literal: Literal) -> bool {
        self.sat.value_lit(literal.0) == lbool::TRUE
    }

    /// Whether an assumption took part in the last proof that there is no
    /// assignment.
    pub(super) fn is_in_core(&self, assumption: Literal) -> bool {
        self.sat.unsat_core_contains_lit(!assumption.0)
            || self.sat.unsat_core_contains_lit(assumption.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Solver};

    #[test]
    fn gates_say_what_their_parts_say() {
        for bits in 0..8_u8 {
            let mut solver = Solver::default();
            let inputs = [solver.fresh(), solver.fresh(), solver.fresh()];
            let all = solver.all(inputs);
            let any = solver.any(inputs);
            let differ = solver.differ(inputs[0], inputs[1]);
            let set = |at: usize| bits & (1 << at) != 0;
            let assumed: Vec<_> = (0..3)
                .map(|at| if set(at) { inputs[at] } else { !inputs[at] })
                .collect();
            assert_eq!(solver.solve(&assumed), Answer::Satisfiable);
            assert_eq!(solver.is(all), bits == 7);
            assert_eq!(solver.is(any), bits != 0);
            assert_eq!(solver.is(differ), set(0) != set(1));
        }
    }

    #[test]
    fn at_most_one_of_many_can_be_so() {
        for count in [2, 6, 7, 20] {
            let mut solver = Solver::default();
            let many: Vec<_> = (0..count).map(|_| solver.fresh()).collect();
            solver.at_most_one(&many);
            assert_eq!(solver.solve(&[many[count - 1]]), Answer::Satisfiable);
            for at in 1..count {
                let two = [many[at - 1], many[at]];
                assert_eq!(solver.solve(&two), Answer::Unsatisfiable);
                let far = [many[0], many[at]];
                assert_eq!(solver.solve(&far), Answer::Unsatisfiable);
            }
        }
    }

    #[test]
    fn the_core_names_the_assumptions_at_fault() {
        let mut solver = Solver::default();
        let [a, b, c] = [solver.fresh(), solver.fresh(), solver.fresh()];
        solver.require([!a, !b]);
        assert_eq!(solver.solve(&[c, a, b]), Answer::Unsatisfiable);
        assert!(solver.is_in_core(a) && solver.is_in_core(b));
        assert!(!solver.is_in_core(c));
        assert_eq!(solver.solve(&[c, a]), Answer::Satisfiable);
    }
}

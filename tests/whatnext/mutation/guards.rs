//! Guards that say the opposite.

use whatnext::syntax::tree::{Expr, ExprKind};

use super::expressions::{Role, outermost, visit};
use super::rules::{Kind, Mutant, Rules};

/// Each `when`, each `where` and each `has` negated.
pub(super) fn negated(rules: &Rules) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (role, expr) in rules.items().flat_map(outermost) {
        if role == Role::Guard {
            mutants.push(negation(rules, expr));
        }
        visit(expr, &mut |expr| {
            if let ExprKind::Where { test, .. } | ExprKind::Quantified { body: test, .. } =
                &expr.kind
            {
                mutants.push(negation(rules, test));
            }
        });
    }
    mutants
}

fn negation(rules: &Rules, test: &Expr) -> Mutant {
    let text = format!("not ({})", rules.text(test.span));
    Mutant::of(Kind::GuardNegated, test.span, text)
}

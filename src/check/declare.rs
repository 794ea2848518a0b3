//! Collects what the files declare: all names, and the types of all facts.

use super::context::{Context, FactDeclaration};
use super::derived::Derived;
use super::fields;
use super::names::Meant;
use super::scope::DEEPEST;
use super::types;
use crate::diagnostic::catalogue::{DuplicateName, Limit, OverLimit, PathPrefix};
use crate::model::expression::FactRef;
use crate::model::fact::{Ask, Fact, ListType, PlainType, Type};
use crate::model::ids::{ActionId, ConditionId, FactId, Id, LetId, VariableId};
use crate::source::Span;
use crate::syntax::tree::{self, Item, Name, TypeKind};

/// More declarations than this are refused.
const MOST_DECLARATIONS: usize = 1_000_000;

/// Collects all declarations, in the order of the files.
pub(super) fn declare(context: &mut Context<'_>) {
    let loaded = context.loaded;
    let mut slot = 0;
    for (count, item) in loaded
        .files
        .iter()
        .flat_map(|file| &file.tree.items)
        .enumerate()
    {
        match item {
            Item::Fact(fact) => {
                declare_fact(context, fact, slot);
                slot += 1;
            }
            Item::Let(tree) => {
                let id = LetId::from_index(context.let_trees.len());
                value_name(context, &tree.name, Meant::Let(id));
                context.let_trees.push(tree);
                context.lets.push(None);
                context.progress.add(Derived::Let(id));
            }
            Item::Condition(tree) => {
                let id = ConditionId::from_index(context.condition_trees.len());
                value_name(context, &tree.name, Meant::Condition(id));
                context.condition_trees.push(tree);
                context.conditions.push(None);
                context.progress.add(Derived::Condition(id));
            }
            Item::Action(tree) => declare_action(context, tree),
            Item::Rule(tree) => declare_rule(context, tree),
            Item::Broken(_) | Item::Guide(_) | Item::Import(_) => {}
        }
        if count == MOST_DECLARATIONS {
            context.reports.error(OverLimit {
                limit: Limit::Declarations,
                at: span_of(item),
            });
        }
    }
    for name in loaded.files.iter().flat_map(|file| &file.tree.unread) {
        declare_unread(context, name);
    }
    report_prefixes(context);
}

/// The whole declaration.
pub(super) fn span_of(item: &Item) -> Span {
    match item {
        Item::Guide(tree) => tree.span,
        Item::Import(tree) => tree.span,
        Item::Fact(tree) => tree.span,
        Item::Let(tree) => tree.span,
        Item::Condition(tree) => tree.span,
        Item::Action(tree) => tree.span,
        Item::Rule(tree) => tree.span,
        Item::Broken(span) => *span,
    }
}

fn value_name<'t>(context: &mut Context<'t>, name: &'t Name, meant: Meant) {
    if let Err(first) = context.names.add_value(&name.text, meant, name.span) {
        duplicate(context, "name", &name.text, name.span, first);
    }
}

/// Reports that a name is declared twice.
pub(super) fn duplicate(
    context: &mut Context<'_>,
    what: &'static str,
    name: &str,
    at: Span,
    first: Span,
) {
    context.reports.error(DuplicateName {
        what,
        name: name.to_owned(),
        at,
        first,
    });
}

fn declare_action<'t>(context: &mut Context<'t>, tree: &'t tree::Action) {
    let id = ActionId::from_index(context.action_trees.len());
    let name = &tree.name;
    if let Err(first) = context.names.actions.add(&name.text, Some(id), name.span) {
        duplicate(context, "action", &name.text, name.span, first);
    }
    context.action_trees.push(tree);
}

fn declare_rule<'t>(context: &mut Context<'t>, tree: &'t tree::Rule) {
    let name = &tree.name;
    if let Err(first) = context.names.rules.add(&name.text, (), name.span) {
        duplicate(context, "rule", &name.text, name.span, first);
    }
    context.rule_trees.push(tree);
}

/// A declaration with a syntax error still declares its name, so that uses of
/// it are no faults of their own.
fn declare_unread<'t>(context: &mut Context<'t>, name: &'t Name) {
    let names = &mut context.names;
    // What has the name already is no duplicate of it.
    let _ = names.add_value(&name.text, Meant::Broken, name.span);
    let _ = names.actions.add(&name.text, None, name.span);
}

fn declare_fact<'t>(context: &mut Context<'t>, tree: &'t tree::Fact, slot: usize) {
    let id = FactId::from_index(context.facts.len());
    value_name(context, &tree.name, Meant::Fact(id));
    add_fact(context, tree, &tree.name.text, None, slot);
}

/// Adds a fact or a field, and the fields below it.
pub(super) fn add_fact<'t>(
    context: &mut Context<'t>,
    tree: &'t tree::Fact,
    path: &str,
    of: Option<(FactId, &[VariableId])>,
    slot: usize,
) -> FactId {
    let (list, elements) = match of {
        Some((list, elements)) => (Some(list), elements.to_vec()),
        None => (None, Vec::new()),
    };
    let id = context.facts.push(Fact {
        path: path.to_owned(),
        title: tree.title.as_ref().map(tree::Str::value),
        list,
        slot,
        ty: Type::Plain(PlainType::Text),
        ask: Ask::Made,
        help: None,
        when: None,
        default: None,
        from: None,
        span: tree.span,
        name_span: tree.name.span,
    });
    context.declarations.push(FactDeclaration {
        tree,
        typed: false,
        elements: elements.clone(),
    });
    context.progress.add_fact(id, tree);
    let ty = match &tree.ty.kind {
        TypeKind::ListBy { .. } if elements.len() >= DEEPEST => {
            Err(context.reports.error(OverLimit {
                limit: Limit::Lists,
                at: tree.name.span,
            }))
        }
        TypeKind::ListBy { keys, fields } => {
            let owner = FactRef {
                fact: id,
                of: elements.last().copied(),
            };
            let element = context.add_variable(None, owner);
            let inner: Vec<VariableId> = elements.into_iter().chain([element]).collect();
            let fields = fields::declare(context, (id, &inner), path, fields);
            let keys = fields::keys(context, id, keys);
            Ok(Type::List(ListType::Records {
                keys,
                fields,
                element,
            }))
        }
        TypeKind::ListOf(inner) => {
            types::element(context, inner).map(|ty| Type::List(ListType::Values(ty)))
        }
        _ => types::plain(context, &tree.ty).map(Type::Plain),
    };
    if let Ok(ty) = ty {
        context.facts[id].ty = ty;
        context.declarations[id.index()].typed = true;
    }
    id
}

/// Reports each fact whose path goes on where that of another ends.
fn report_prefixes(context: &mut Context<'_>) {
    let top_level = context.facts.iter().filter(|(_, fact)| fact.list.is_none());
    let mut faults = Vec::new();
    for (_, fact) in top_level {
        let dots = fact.path.match_indices('.');
        for (dot, _) in dots {
            let prefix = &fact.path[..dot];
            if let Some(declared) = context.names.values.get(prefix)
                && let Meant::Fact(_) = declared.meant
            {
                let (path, prefix) = (fact.path.clone(), prefix.to_owned());
                faults.push(PathPrefix {
                    path,
                    prefix,
                    at: fact.name_span,
                    other: declared.span,
                });
                break;
            }
        }
    }
    for fault in faults {
        context.reports.error(fault);
    }
}

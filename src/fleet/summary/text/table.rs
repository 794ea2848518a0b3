//! Lines of cells.

/// Lines of cells: numbers to the right, the last cell as it is.
pub(super) struct Table {
    /// Nothing where the rows speak for themselves.
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(head: &[&str]) -> Self {
        Table {
            head: head.iter().map(|&cell| cell.to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row, of as many cells as the others.
    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Adds a line below the last cell of the row before.
    pub(super) fn below(&mut self, line: String) {
        let columns = self.rows.last().map_or(1, Vec::len);
        let mut cells = vec![String::new(); columns.saturating_sub(1)];
        cells.push(line);
        self.rows.push(cells);
    }

    pub(super) fn write(&self, to: &mut String) {
        let Some(columns) = self.rows.first().map(Vec::len) else {
            return;
        };
        let lines = || self.rows.iter().chain(Some(&self.head));
        let widths: Vec<usize> = (0..columns.saturating_sub(1))
            .map(|column| {
                let cells = lines().filter_map(|cells| cells.get(column));
                cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
            })
            .collect();
        if !self.head.is_empty() {
            line(&widths, &self.head, to);
        }
        for row in &self.rows {
            line(&widths, row, to);
        }
    }
}

fn line(widths: &[usize], cells: &[String], to: &mut String) {
    let start = to.len();
    for (column, cell) in cells.iter().enumerate() {
        match widths.get(column) {
            Some(&width) => to.push_str(&format!("  {cell:>width$}")),
            None => to.push_str(&format!("  {cell}")),
        }
    }
    let end = to[start..].trim_end().len() + start;
    to.truncate(end);
    to.push('\n');
}

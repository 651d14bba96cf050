//! The facts of one relation as rows of numbers, found by any of their columns.

/// Stands where no row is.
pub const NONE: u32 = u32::MAX;

/// One relation's facts; a row stays where it was put.
#[derive(Debug, Clone)]
pub struct Table {
    arity: usize,
    rows: u32,
    data: Vec<u32>,
    /// Of each row: the rule it follows from ([`NONE`] for a given fact), and the height of its lowest proof.
    origin: Vec<(u32, u32)>,
    slots: Slots,
    indexes: Vec<Index>,
    /// The greatest height of any row.
    pub tallest: u32,
}

/// Rows found by some of their columns.
#[derive(Debug, Clone)]
struct Index {
    columns: Vec<usize>,
    /// For each key, its last row.
    slots: Slots,
    /// For each row, the one before it with the same key.
    before: Vec<u32>,
}

/// An open hash table of row numbers.
#[derive(Debug, Clone, Default)]
pub struct Slots {
    places: Vec<u32>,
    taken: usize,
}

fn mixed(hash: u64, value: u32) -> u64 {
    let product = u128::from(hash ^ u64::from(value)) * 0x9E37_79B9_7F4A_7C15;
    (product >> 64) as u64 ^ product as u64
}

fn hash(values: impl Iterator<Item = u32>) -> u64 {
    values.fold(0x243F_6A88_85A3_08D3, mixed)
}

impl Slots {
    /// The place where a row that `same` recognises is, or where it would be put.
    fn place(&self, hash: u64, same: impl Fn(u32) -> bool) -> usize {
        let mask = self.places.len() - 1;
        let mut place = hash as usize & mask;
        while self.places[place] != NONE && !same(self.places[place]) {
            place = (place + 1) & mask;
        }
        place
    }

    /// The number that `same` recognises.
    pub fn find(&self, hash: u64, same: impl Fn(u32) -> bool) -> Option<u32> {
        if self.places.is_empty() {
            return None;
        }
        Some(self.places[self.place(hash, same)]).filter(|number| *number != NONE)
    }

    /// Puts a number in that is not there yet.
    pub fn put(&mut self, hash: u64, number: u32, hash_of: impl Fn(u32) -> u64) {
        if self.full() {
            self.grow(hash_of);
        }
        let place = self.place(hash, |_| false);
        self.places[place] = number;
        self.taken += 1;
    }

    fn full(&self) -> bool {
        self.taken * 4 >= self.places.len() * 3
    }

    /// Makes room for twice as many.
    fn grow(&mut self, hash_of: impl Fn(u32) -> u64) {
        let size = (self.places.len() * 2).max(8);
        let old = std::mem::replace(&mut self.places, vec![NONE; size]);
        for row in old.into_iter().filter(|row| *row != NONE) {
            let place = self.place(hash_of(row), |_| false);
            self.places[place] = row;
        }
    }
}

impl Table {
    pub fn new(arity: usize) -> Self {
        let slots = Slots::default();
        Self {
            arity,
            rows: 0,
            data: Vec::new(),
            origin: Vec::new(),
            slots,
            indexes: Vec::new(),
            tallest: 0,
        }
    }

    pub fn rows(&self) -> u32 {
        self.rows
    }

    pub fn arity(&self) -> usize {
        self.arity
    }

    pub fn row(&self, row: u32) -> &[u32] {
        let start = row as usize * self.arity;
        &self.data[start..start + self.arity]
    }

    pub fn value(&self, row: u32, column: usize) -> u32 {
        self.data[row as usize * self.arity + column]
    }

    pub fn rule(&self, row: u32) -> u32 {
        self.origin[row as usize].0
    }

    pub fn height(&self, row: u32) -> u32 {
        self.origin[row as usize].1
    }

    /// Says that a row follows from another rule by a lower proof.
    pub fn lower(&mut self, row: u32, rule: u32, height: u32) {
        self.origin[row as usize] = (rule, height);
    }

    pub fn find(&self, values: &[u32]) -> Option<u32> {
        if self.rows == 0 {
            return None;
        }
        let place = self.slots.place(hash(values.iter().copied()), |row| self.row(row) == values);
        Some(self.slots.places[place]).filter(|row| *row != NONE)
    }

    /// Puts a row in and returns its number; the number of the row that was there before comes as an error.
    pub fn insert(&mut self, values: &[u32], rule: u32, height: u32) -> Result<u32, u32> {
        if self.slots.full() {
            let (data, arity) = (&self.data, self.arity);
            self.slots.grow(|row| {
                let start = row as usize * arity;
                hash(data[start..start + arity].iter().copied())
            });
        }
        let place = self.slots.place(hash(values.iter().copied()), |row| self.row(row) == values);
        if self.slots.places[place] != NONE {
            return Err(self.slots.places[place]);
        }
        let row = self.rows;
        self.slots.places[place] = row;
        self.slots.taken += 1;
        self.data.extend_from_slice(values);
        self.origin.push((rule, height));
        self.rows += 1;
        self.tallest = self.tallest.max(height);
        let mut indexes = std::mem::take(&mut self.indexes);
        indexes.iter_mut().for_each(|index| index.add(self, row));
        self.indexes = indexes;
        Ok(row)
    }

    /// The number of the index over these columns, made if there is none.
    pub fn index(&mut self, columns: &[usize]) -> usize {
        if let Some(place) = self.position(columns) {
            return place;
        }
        let mut index =
            Index { columns: columns.to_vec(), slots: Slots::default(), before: Vec::new() };
        index.before.reserve(self.rows as usize);
        (0..self.rows).for_each(|row| index.add(self, row));
        self.indexes.push(index);
        self.indexes.len() - 1
    }

    /// The number of the index over these columns, if there is one.
    pub fn position(&self, columns: &[usize]) -> Option<usize> {
        self.indexes.iter().position(|index| index.columns == columns)
    }

    /// The last row whose columns of that index hold these values.
    pub fn last(&self, index: usize, key: &[u32]) -> u32 {
        let index = &self.indexes[index];
        if self.rows == 0 {
            return NONE;
        }
        let same = |row: u32| {
            index.columns.iter().zip(key).all(|(column, value)| self.value(row, *column) == *value)
        };
        index.slots.places[index.slots.place(hash(key.iter().copied()), same)]
    }

    /// The row before this one with the same values in the columns of that index.
    pub fn before(&self, index: usize, row: u32) -> u32 {
        self.indexes[index].before[row as usize]
    }
}

impl Index {
    fn add(&mut self, table: &Table, row: u32) {
        let key = |row: u32| self.columns.iter().map(move |column| table.value(row, *column));
        if self.slots.full() {
            let columns = &self.columns;
            self.slots.grow(|row| hash(columns.iter().map(|column| table.value(row, *column))));
        }
        let place = self.slots.place(hash(key(row)), |other| key(other).eq(key(row)));
        let last = self.slots.places[place];
        self.before.push(last);
        self.slots.taken += usize::from(last == NONE);
        self.slots.places[place] = row;
    }
}

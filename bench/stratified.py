#!/usr/bin/env python3
"""Random stratified programs: `derek rules` and clingo must find the same facts.

    pip install clingo==5.8.0
    python3 bench/stratified.py target/release/derek 10000 [SEED]

Mutual recursion, several negations, counts, sums, least and greatest (over joins, with conditions and
absences of their own), comparisons, arithmetic, constants, alternatives, relations of one to three columns;
500 programs a file, so that starting the program does not count.
"""

import os
import random
import subprocess
import sys
import tempfile

import clingo

DEREK, COUNT = sys.argv[1], int(sys.argv[2])
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
BATCH = 500
# The columns of each relation, and those that depend on each other: the first three are given.
WIDTHS = [2, 1, 3, 2, 2, 1, 3, 2, 1, 2]
GROUPS = [[0], [1], [2], [3, 4], [5], [6, 7, 8], [9]]
COMPARISONS = ["<", "<=", "!=", "=", ">", ">="]


def program(rng, tag):
    """Names, facts, and rules as (head, its terms, alternatives of conditions)."""
    name = lambda number: f"p{tag}_{number}"
    atom = lambda number, terms: (name(number), [rng.choice(terms) for _ in range(WIDTHS[number])])
    variables = lambda atoms: sorted({term for _, terms in atoms for term in terms if term.isalpha()})
    facts = set()
    for _ in range(rng.randrange(6, 40)):
        number = rng.randrange(3)
        facts.add((name(number), tuple(rng.randrange(5) for _ in range(WIDTHS[number]))))

    def aggregate(bound, before, result):
        """`result = count : { … }` and the like, over what stands in earlier groups."""
        kind = rng.choice(["count", "count", "sum", "min", "max"])
        atoms = [atom(rng.choice(before), ["P", "P", "Q", "S", "_", rng.choice(bound), rng.choice("0123")]) for _ in range(rng.randrange(1, 3))]
        own = [term for term in variables(atoms) if term in "PQS"]
        if not own:
            kind, own = "count", []
        body = [("atom", *one) for one in atoms]
        if own and rng.random() < 0.4:
            body.append(("compare", rng.choice(COMPARISONS), rng.choice(own), rng.choice(own + bound + ["1", "2"])))
        if rng.random() < 0.25:
            body.append(("not", *atom(rng.choice(before), variables(atoms) + bound + ["2"])))
        return ("aggregate", kind, rng.choice(own) if kind != "count" else "", body, result)

    def body(group):
        before = [number for earlier in GROUPS[:group] for number in earlier]
        usable = [0, 0, 1, 2, 2] + before + GROUPS[group] * 2
        atoms = [atom(rng.choice(usable), "XYZXYZXYZXYZ_013") for _ in range(rng.choice([1, 1, 2, 2, 3]))]
        bound = [term for term in variables(atoms) if term != "_"]
        if not bound:
            return None, []
        found = [("atom", *one) for one in atoms]
        for _ in range(rng.choice([0, 0, 0, 1, 1, 2, 3])):
            found.append(("not", *atom(rng.choice(before), bound * 2 + ["_", "2"])))
        for _ in range(rng.choice([0, 0, 0, 1, 2])):
            other = rng.choice(bound + ["1", "3", f"({rng.choice(bound)} + 1)", f"({rng.choice(bound)} * 2)"])
            found.append(("compare", rng.choice(COMPARISONS), rng.choice(bound), other))
        given = list(bound)
        for result in rng.choice([[], [], ["N"], ["M", "N"]]):
            found.append(aggregate(given, before, result))
            bound.append(result)
        if rng.random() < 0.2:
            found.append(("compare", "=", "W", f"({rng.choice(bound)} + {rng.choice(bound)}) % 5"))
            bound.append("W")
        rng.shuffle(found)
        return bound, found

    rules = []
    for _ in range(rng.randrange(4, 16)):
        group = rng.randrange(3, len(GROUPS))
        bodies = [body(group) for _ in range(rng.choice([1, 1, 1, 2]))]
        shared = sorted(set.intersection(*(set(bound or ()) for bound, _ in bodies)))
        if not shared:
            continue
        head = rng.choice(GROUPS[group])
        # What an aggregate gives may grow, so that it is brought down where it could come round again.
        safe = [f"({term} % 5)" if term in "MN" else term for term in shared]
        terms = [rng.choice(safe * 2 + ["1", f"(({rng.choice(shared)} + 1) % 5)"]) for _ in range(WIDTHS[head])]
        rules.append((name(head), terms, [found for _, found in bodies]))
    return [name(number) for number in range(len(WIDTHS))], facts, rules


def souffle(relations, facts, rules):
    lines = []
    for relation, width in zip(relations, WIDTHS):
        columns = ", ".join(f"c{number}: number" for number in range(width))
        lines += [f".decl {relation}({columns})", f".output {relation}"]
    lines += [f"{relation}({', '.join(map(str, values))})." for relation, values in sorted(facts)]

    def condition(one):
        match one:
            case ("atom", relation, terms):
                return f"{relation}({', '.join(terms)})"
            case ("not", relation, terms):
                return f"!{relation}({', '.join(terms)})"
            case ("compare", sign, left, right):
                return f"{left} {sign} {right}"
            case ("aggregate", kind, of, body, result):
                return f"{result} = {kind} {of} : {{ {', '.join(map(condition, body))} }}"

    for head, terms, bodies in rules:
        written = "; ".join(", ".join(map(condition, body)) for body in bodies)
        lines.append(f"{head}({', '.join(terms)}) :- {written}.".lower())
    return lines


def asp(facts, rules):
    lines = [f"{relation}({','.join(map(str, values))})." for relation, values in sorted(facts)]
    helpers = 0

    def condition(one):
        nonlocal helpers
        match one:
            case ("atom", relation, terms):
                return f"{relation}({','.join(terms)})"
            case ("not", relation, terms) if "_" in terms:
                helpers += 1
                named = [term for term in terms if term != "_"]
                # A variable that stands twice must be bound by what the helper looks at, and is.
                lines.append(f"{relation}_some{helpers}({','.join(named + ['0'])}) :- {relation}({','.join(terms)}).")
                return f"not {relation}_some{helpers}({','.join(named + ['0'])})"
            case ("not", relation, terms):
                return f"not {relation}({','.join(terms)})"
            case ("compare", sign, left, right):
                return f"{left} {sign} {right}".replace("%", "\\")
            case ("aggregate", kind, of, body, result):
                # Of one atom the rows are gathered, so that a `_` is a value of its own;
                # where atoms join, what is gathered is values of variables (both as Soufflé has it).
                named, each = [], 0
                alone = sum(literal[0] == "atom" for literal in body) == 1
                for literal in body:
                    if literal[0] == "atom" and alone:
                        terms = []
                        for term in literal[2]:
                            each += term == "_"
                            terms.append(f"V{each}" if term == "_" else term)
                        literal = ("atom", literal[1], terms)
                    named.append(literal)
                own = sorted({term for literal in named if literal[0] == "atom" for term in literal[2] if term[0] in "PQSV"})
                key = ",".join(([of] if of else []) + own) or "0"
                written = f"{result} = #{kind} {{ {key} : {', '.join(map(condition, named))} }}"
                # Of nothing there is neither a least nor a greatest.
                return written + {"min": f", {result} < #sup", "max": f", {result} > #inf"}.get(kind, "")

    for head, terms, bodies in rules:
        for body in bodies:
            parts = ", ".join(map(condition, body))
            lines.append(f"{head}({','.join(terms)}) :- {parts}.".replace("%", "\\"))
    return lines


def ours(text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "program.dl")
        with open(path, "w") as file:
            file.write(text)
        subprocess.run([DEREK, "rules", path, "--out", folder], check=True, stderr=subprocess.DEVNULL)
        found = {}
        for name in os.listdir(folder):
            if name.endswith(".csv"):
                with open(os.path.join(folder, name)) as table:
                    rows = {tuple(map(int, line.split("\t"))) for line in table if line.strip()}
                if rows:
                    found[name[:-4]] = rows
        return found


def theirs(text):
    control = clingo.Control(["--warn=none"])
    control.add("base", [], text)
    control.ground([("base", [])])
    found = {}
    for atom in control.symbolic_atoms:
        symbol = atom.symbol
        if atom.is_fact and "_some" not in symbol.name:
            found.setdefault(symbol.name, set()).add(tuple(argument.number for argument in symbol.arguments))
        elif not atom.is_fact:
            raise SystemExit(f"not stratified: {symbol}")
    return found


rng = random.Random(SEED)
different = done = facts_given = facts_seen = 0
while done < COUNT:
    programs = [program(rng, done + number) for number in range(min(BATCH, COUNT - done))]
    mine = ours("\n".join(line for relations, facts, rules in programs for line in souffle(relations, facts, rules)))
    other = theirs("\n".join(line for _, facts, rules in programs for line in asp(facts, rules)))
    facts_given += sum(len(facts) for _, facts, _ in programs)
    facts_seen += sum(map(len, other.values()))
    for relation in sorted(set(mine) | set(other)):
        if mine.get(relation) != other.get(relation):
            different += 1
            print(f"{relation}: derek {sorted(mine.get(relation, ()))}, clingo {sorted(other.get(relation, ()))}")
    done += len(programs)
print(f"{done} programs, {facts_seen} facts of which {facts_given} given, {different} relations differ")
sys.exit(1 if different else 0)

#!/usr/bin/env python3
"""Random stratified programs: `derek rules` and clingo must find the same facts.

    pip install clingo==5.8.0
    python3 bench/stratified.py target/release/derek 10000 [SEED]

Negation, recursion, comparison and count; 500 programs a file, so that starting the program does not count.
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


def program(rng, tag):
    """Rules as (head, its terms, body), and facts; relations r0, r1 are given, r6 and r7 depend on each other."""
    name = lambda number: f"p{tag}_{number}"
    facts = {(name(rng.randrange(3)), rng.randrange(5), rng.randrange(5)) for _ in range(rng.randrange(1, 14))}
    rules = []
    for _ in range(rng.randrange(1, 9)):
        head = rng.randrange(2, 8)
        before, positive = min(head, 6), 8 if head >= 6 else head + 1
        atoms = []
        for _ in range(rng.randrange(1, 4)):
            terms = [rng.choice("XYZXYZ_0123") for _ in range(2)]
            atoms.append((name(rng.randrange(positive)), terms))
        bound = sorted({term for _, terms in atoms for term in terms if term in "XYZ"})
        if not bound:
            continue
        body = [("atom", relation, terms) for relation, terms in atoms]
        if rng.random() < 0.4:
            terms = [rng.choice(bound), rng.choice(bound + ["_", "2"])]
            body.append(("not", name(rng.randrange(before)), terms))
        if rng.random() < 0.4:
            body.append(("compare", rng.choice(["<", "<=", "!=", "=", ">", ">="]), [rng.choice(bound), rng.choice(bound + ["1"])]))
        last = rng.choice(bound)
        if rng.random() < 0.3:
            body.append(("count", name(rng.randrange(before)), [rng.choice(bound + ["P"]), "Q"]))
            last = "N"
        rules.append((name(head), [rng.choice(bound), last], body))
    return [name(number) for number in range(8)], facts, rules


def souffle(relations, facts, rules):
    low = lambda term: term.lower()
    lines = []
    for relation in relations:
        lines += [f".decl {relation}(a: number, b: number)", f".output {relation}"]
    lines += [f"{relation}({one}, {other})." for relation, one, other in sorted(facts)]
    for head, terms, body in rules:
        parts = []
        for kind, what, of in body:
            joined = ", ".join(map(low, of))
            if kind == "atom":
                parts.append(f"{what}({joined})")
            elif kind == "not":
                parts.append(f"!{what}({joined})")
            elif kind == "compare":
                parts.append(f"{low(of[0])} {what} {low(of[1])}")
            else:
                parts.append(f"n = count : {{ {what}({joined}) }}")
        lines.append(f"{head}({', '.join(map(low, terms))}) :- {', '.join(parts)}.")
    return lines


def asp(facts, rules):
    lines = [f"{relation}({one},{other})." for relation, one, other in sorted(facts)]
    for number, (head, terms, body) in enumerate(rules):
        parts = []
        for kind, what, of in body:
            joined = ",".join(of)
            if kind == "atom":
                parts.append(f"{what}({joined})")
            elif kind == "not":
                if "_" in of:
                    lines.append(f"{what}_some{number}({of[0]}) :- {what}({of[0]},_).")
                    parts.append(f"not {what}_some{number}({of[0]})")
                else:
                    parts.append(f"not {what}({joined})")
            elif kind == "compare":
                parts.append(f"{of[0]} {what} {of[1]}")
            else:
                parts.append(f"N = #count {{ {joined} : {what}({joined}) }}")
        lines.append(f"{head}({','.join(terms)}) :- {', '.join(parts)}.")
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
different = done = facts_seen = 0
while done < COUNT:
    programs = [program(rng, done + number) for number in range(min(BATCH, COUNT - done))]
    mine = ours("\n".join(line for relations, facts, rules in programs for line in souffle(relations, facts, rules)))
    other = theirs("\n".join(line for _, facts, rules in programs for line in asp(facts, rules)))
    facts_seen += sum(map(len, other.values()))
    for relation in sorted(set(mine) | set(other)):
        if mine.get(relation) != other.get(relation):
            different += 1
            print(f"{relation}: derek {sorted(mine.get(relation, ()))}, clingo {sorted(other.get(relation, ()))}")
    done += len(programs)
print(f"{done} programs, {facts_seen} facts, {different} relations differ")
sys.exit(1 if different else 0)

#!/bin/sh
# Regenerates src/main/resources/org/sandtrap/syscall/constants.tsv from constants-named.tsv: asks the compilers for the value
# of each name on x86-64, i386 and aarch64.
# Usage: native/constants.sh [output directory]
here=$(cd "$(dirname "$0")" && pwd)
. "$here/compilers.sh"
out=${1:-$here/../src/main/resources/org/sandtrap/syscall}

# rows: "place<TAB>headers<TAB>set<TAB>kind<TAB>name<TAB>expression" of every name; place is all, x86, x86-64 or aarch64
rows() {
  awk -F '\t' -v OFS='\t' '!/^#/ {
    place = "all"; header = $3
    if (match(header, /^@[a-z0-9-]+:/)) {
      place = substr(header, 2, RLENGTH - 2); header = substr(header, RLENGTH + 1)
    }
    count = split($4, names, " ")
    for (i = 1; i <= count; i++) {
      at = index(names[i], "=")
      name = at ? substr(names[i], 1, at - 1) : names[i]
      print place, header, $1, $2, name, at ? substr(names[i], at + 1) : name
    }
  }' "$here/constants-named.tsv"
}

# program: C text that leaves "@ set kind name low high mask-low mask-high" in the assembler text for each row
program() {
  awk -F '\t' '
    function halves(e) { return "\"i\"((unsigned)(" e ")), \"i\"((unsigned)((unsigned long long)(long long)(" e ") >> 32))" }
    {
      gsub(/,/, ">\n#include <", $2)
      if (!included[$2]++) includes = includes "#include <" $2 ">\n"
      mask = $4 ~ /^field:/ ? substr($4, 7) : "0"
      kind = $4; sub(/:.*/, "", kind)
      line = "__asm__ volatile(\"\\n@ " $3 " " kind " " $5 " %0 %1 %2 %3\" : : "
      if ($6 != $5) body = body "#ifdef " $5 "\n" line halves($5) ", " halves(mask) ");\n#else\n"
      body = body line halves($6) ", " halves(mask) ");\n"
      if ($6 != $5) body = body "#endif\n"
    }
    END { print includes "void constants(void) {\n" body "}" }'
}

# values ABI PLACE: "set kind name value" of the names of a place, in the file of the ABI. The headers of the kernel and of
# the C library exclude each other.
values() {
  abi=$1 place=$2
  awk -F '\t' -v place="$place" -v abi="$abi" '$1 == "all" || $1 == place || $1 == abi' "$work/rows" >"$work/some"
  grep -P '\t(linux|asm)/' "$work/some" | program >"$work/kernel.c"
  grep -vP '\t(linux|asm)/' "$work/some" | program >"$work/library.c"
  for source in kernel library; do
    compile "$abi" "$source" -D_GNU_SOURCE
  done
  marked "$work/kernel.s" "$work/library.s" >"$work/$abi.s"
  while read -r set kind name low high mask_low mask_high; do
    number=$(((high & 0xffffffff) << 32 | (low & 0xffffffff)))
    mask=$(((mask_high & 0xffffffff) << 32 | (mask_low & 0xffffffff)))
    [ "$kind" != field ] || kind=field:$(printf '0x%x' "$mask")
    if [ "$number" -lt 10 ]; then format='%s %s %s %d\n'; else format='%s %s %s 0x%x\n'; fi
    printf "$format" "$set" "$kind" "$name" "$number"
  done <"$work/$abi.s" >"$work/$abi"
}

mkdir -p "$out"
rows >"$work/rows"
values x86-64 x86
values i386 x86
values aarch64 aarch64

# Joins the three by set and name, in the order of constants-named.tsv.
awk -F '\t' '{ print $3, $5 }' "$work/rows" >"$work/order"
{
  echo "# Constants of the kernel's interface that rules may name. Do not edit: made by native/constants.sh from"
  echo "# native/constants-named.tsv and the headers of Linux 6.1."
  echo "# name, set, kind (value, flag, or field with the mask of its bits), value: the same everywhere, or by interface."
  echo "# x32 has the values of x86-64."
  awk -v work="$work" '
    BEGIN {
      count = split("x86-64 i386 aarch64", abis, " ")
      for (i = 1; i <= count; i++) {
        while ((getline line < (work "/" abis[i])) > 0) {
          split(line, f, " ")
          kind[f[1], f[3]] = f[2]
          value[f[1], f[3], i] = f[4]
        }
      }
    }
    !seen[$0]++ {
      text = ""
      same = 1
      for (i = 1; i <= count; i++) {
        if (!(($1, $2, i) in value)) { same = 0; continue }
        if (value[$1, $2, i] != value[$1, $2, 1]) same = 0
        text = text (text == "" ? "" : " ") abis[i] "=" value[$1, $2, i]
      }
      print $2 "\t" $1 "\t" kind[$1, $2] "\t" (same ? value[$1, $2, 1] : text)
    }' "$work/order"
} >"$out/constants.tsv"
echo "constants: $(grep -cv '^#' "$out/constants.tsv")"

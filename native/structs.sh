#!/bin/sh
# Regenerates src/main/resources/org/sandtrap/trace/structs.tsv from structs-named.tsv: asks the compilers where the fields of
# each structure are on x86-64, x32, i386 and aarch64.
# Usage: native/structs.sh [output directory]
here=$(cd "$(dirname "$0")" && pwd)
. "$here/compilers.sh"
out=${1:-$here/../src/main/resources/org/sandtrap/trace}

# program ABI: C text that leaves "@ struct size" and "@ struct field type offset bytes element-bytes" in the assembler text
program() {
  awk -F '\t' -v abi="$1" '
    /^#/ { next }
    {
      header = $2; place = "all"
      if (match(header, /^@[a-z0-9-]+:/)) {
        place = substr(header, 2, RLENGTH - 2); header = substr(header, RLENGTH + 1)
      }
      if (place != "all" && place != abi) next
      if (header != "-" && !included[header]++) includes = includes "#include <" header ">\n"
      body = body "__asm__ volatile(\"\\n@ " $1 " %0\" : : \"i\"(sizeof(" $3 ")));\n"
      count = split($4, fields, " ")
      for (i = 1; i <= count; i++) {
        colon = index(fields[i], ":"); name = substr(fields[i], 1, colon - 1); type = substr(fields[i], colon + 1)
        member = name
        if ((at = index(type, "=")) > 0) { member = substr(type, at + 1); type = substr(type, 1, at - 1) }
        what = "((" $3 " *)0)->" member
        element = type ~ /\[\]$/ ? "sizeof(" what "[0])" : "sizeof(" what ")"
        body = body "__asm__ volatile(\"\\n@ " $1 " " name " " type " %0 %1 %2\" : : \"i\"(__builtin_offsetof(" $3 ", " \
          member ")), \"i\"(sizeof(" what ")), \"i\"(" element "));\n"
      }
    }
    END { print includes "#include \"structs.h\"\nvoid structs(void) {\n" body "}" }' "$here/structs-named.tsv"
}

# layouts ABI: "name size fields" of every structure, in the file of the ABI
layouts() {
  program "$1" >"$work/structs.c"
  compile "$1" structs -I "$here"
  marked "$work/structs.s" | awk '
    function typed(type, bytes, element,   array, set) {
      array = ""
      if (sub(/\[\]$/, "", type)) array = "[" bytes / element "]"
      set = ""
      if ((at = index(type, "/")) > 0) { set = substr(type, at); type = substr(type, 1, at - 1) }
      if (type ~ /^(i|u|x|mode|dev|flags|value|time|limit|uid|gid)$/ && !(type ~ /id$/ && element == 4)) type = type element * 8
      return type set array
    }
    NF == 2 { if (name != "") print name, size, fields; name = $1; size = $2; fields = ""; next }
    { fields = fields " " $2 ":" typed($3, $5, $6) "@" $4 }
    END { print name, size, fields }' | sed 's/  */ /g' >"$work/$1"
}

mkdir -p "$out"
for abi in x86-64 x32 i386 aarch64; do
  layouts "$abi"
done

{
  echo "# The kernel's structures. Do not edit: made by native/structs.sh from native/structs-named.tsv and the headers of Linux 6.1."
  echo "# name, interfaces, size in bytes, fields as name:type@offset. Types have their width in bits."
  awk -v work="$work" '
    BEGIN {
      count = split("x86-64 x32 i386 aarch64", abis, " ")
      for (i = 1; i <= count; i++) {
        while ((getline line < (work "/" abis[i])) > 0) {
          name = line; sub(/ .*/, "", name); sub(/^[^ ]* /, "", line)
          layout[name, i] = line
        }
      }
    }
    /^#/ { next }
    {
      name = $1
      delete of
      for (i = 1; i <= count; i++) {
        if (!((name, i) in layout)) continue
        line = layout[name, i]
        of[line] = of[line] (of[line] == "" ? "" : ",") abis[i]
      }
      for (i = 1; i <= count; i++) {
        line = layout[name, i]
        if (line == "" || !(line in of)) continue
        size = line; sub(/ .*/, "", size); fields = line; sub(/^[^ ]* /, "", fields)
        where = of[line]
        if (where == "x86-64,x32,i386,aarch64") where = "all"
        print name "\t" where "\t" size "\t" fields
        delete of[line]
      }
    }' "$here/structs-named.tsv"
} >"$out/structs.tsv"
echo "structures: $(grep -cv '^#' "$out/structs.tsv")"

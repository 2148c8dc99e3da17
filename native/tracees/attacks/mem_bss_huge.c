/* Attack 12, as far as exec fails: has more static data than any machine has addresses.
 * Usage: mem_bss_huge
 * Report: MEMORY_LIMIT where memory or address space is limited, with the static size as what was measured; else a
 *   LaunchException: the kernel breaks the exec off. It never runs. */
#define HUGE_SIZE (1UL << 48)

char static_data[HUGE_SIZE];

int main(void) {
  return static_data[0];
}

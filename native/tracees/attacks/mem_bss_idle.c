/* Attack 12, as far as nothing is touched: has 800 MB of static data and leaves them alone.
 * Usage: mem_bss_idle
 * Report: OK, also when resident memory is limited to less; MEMORY_LIMIT where the address space is, with the static
 *   size as what was measured: the kernel breaks the exec off. */
#define IDLE_SIZE 800000000UL

char static_data[IDLE_SIZE];

int main(int count, char **words) {
  (void)words;
  return count > 1 ? static_data[count] : 0;
}

/* Names of the errors that the programs print: strerrorname_np is glibc's alone. */
#include <errno.h>

static inline const char *error_name(int error) {
  static const struct {
    int error;
    const char *name;
  } names[] = {
      {0, "none"},         {EPERM, "EPERM"},   {EAGAIN, "EAGAIN"}, {ENOMEM, "ENOMEM"}, {EACCES, "EACCES"},
      {EINVAL, "EINVAL"},  {ENFILE, "ENFILE"}, {EMFILE, "EMFILE"}, {EFBIG, "EFBIG"},   {ENOSPC, "ENOSPC"},
      {EDQUOT, "EDQUOT"},  {EROFS, "EROFS"},   {ENOENT, "ENOENT"}, {EIO, "EIO"},       {ENOSYS, "ENOSYS"},
      {ETOOMANYREFS, "ETOOMANYREFS"}, {EBUSY, "EBUSY"}, {ESRCH, "ESRCH"}, {EBADF, "EBADF"},
  };
  for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
    if (names[i].error == error)
      return names[i].name;
  return "other";
}

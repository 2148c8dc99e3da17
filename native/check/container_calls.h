/* The system calls that container.c refuses with EPERM whatever their arguments: those that Docker's default profile
 * does not list, or lists only for a capability that is not a default one. Numbers on x86-64, i386 and aarch64. */
#ifndef CONTAINER_CALLS_H
#define CONTAINER_CALLS_H

enum { NONE = -1 };

static const short refused[][3] = {
    {163, 51, 89},      /* acct */
    {248, 286, 217},    /* add_key */
    {183, 137, NONE},   /* afs_syscall */
    {NONE, 134, NONE},  /* bdflush */
    {321, 357, 280},    /* bpf */
    {227, 264, 112},    /* clock_settime */
    {NONE, 404, NONE},  /* clock_settime64 */
    {174, 127, NONE},   /* create_module */
    {176, 129, 106},    /* delete_module */
    {300, 338, 262},    /* fanotify_init */
    {313, 350, 273},    /* finit_module */
    {431, 431, 431},    /* fsconfig */
    {432, 432, 432},    /* fsmount */
    {430, 430, 430},    /* fsopen */
    {433, 433, 433},    /* fspick */
    {177, 130, NONE},   /* get_kernel_syms */
    {239, 275, 236},    /* get_mempolicy */
    {181, 188, NONE},   /* getpmsg */
    {NONE, 112, NONE},  /* idle */
    {175, 128, 105},    /* init_module */
    {426, 426, 426},    /* io_uring_enter */
    {427, 427, 427},    /* io_uring_register */
    {425, 425, 425},    /* io_uring_setup */
    {173, 101, NONE},   /* ioperm */
    {172, 110, NONE},   /* iopl */
    {312, 349, 272},    /* kcmp */
    {320, NONE, 294},   /* kexec_file_load */
    {246, 283, 104},    /* kexec_load */
    {250, 288, 219},    /* keyctl */
    {212, 253, 18},     /* lookup_dcookie */
    {459, 459, 459},    /* lsm_get_self_attr */
    {461, 461, 461},    /* lsm_list_modules */
    {460, 460, 460},    /* lsm_set_self_attr */
    {237, 274, 235},    /* mbind */
    {256, 294, 238},    /* migrate_pages */
    {165, 21, 40},      /* mount */
    {442, 442, 442},    /* mount_setattr */
    {429, 429, 429},    /* move_mount */
    {279, 317, 239},    /* move_pages */
    {180, 169, 42},     /* nfsservctl */
    {304, 342, 265},    /* open_by_handle_at */
    {428, 428, 428},    /* open_tree */
    {298, 336, 241},    /* perf_event_open */
    {438, 438, 438},    /* pidfd_getfd */
    {155, 217, 41},     /* pivot_root */
    {440, 440, 440},    /* process_madvise */
    {182, 189, NONE},   /* putpmsg */
    {178, 167, NONE},   /* query_module */
    {179, 131, 60},     /* quotactl */
    {443, 443, 443},    /* quotactl_fd */
    {169, 88, 142},     /* reboot */
    {249, 287, 218},    /* request_key */
    {185, NONE, NONE},  /* security */
    {238, 276, 237},    /* set_mempolicy */
    {450, 450, 450},    /* set_mempolicy_home_node */
    {171, 121, 162},    /* setdomainname */
    {170, 74, 161},     /* sethostname */
    {308, 346, 268},    /* setns */
    {164, 79, 170},     /* settimeofday */
    {NONE, 25, NONE},   /* stime */
    {168, 115, 225},    /* swapoff */
    {167, 87, 224},     /* swapon */
    {156, 149, NONE},   /* _sysctl */
    {139, 135, NONE},   /* sysfs */
    {103, 103, 116},    /* syslog */
    {184, NONE, NONE},  /* tuxcall */
    {NONE, 22, NONE},   /* umount */
    {166, 52, 39},      /* umount2 */
    {272, 310, 97},     /* unshare */
    {134, 86, NONE},    /* uselib */
    {323, 374, 282},    /* userfaultfd */
    {136, 62, NONE},    /* ustat */
    {153, 111, 58},     /* vhangup */
    {NONE, 166, NONE},  /* vm86 */
    {NONE, 113, NONE},  /* vm86old */
    {236, 273, NONE},   /* vserver */
};

#endif

/* What differs between machines. */
#ifndef SANDTRAP_ARCH_OF_MACHINE_H
#define SANDTRAP_ARCH_OF_MACHINE_H

#include "tracer.h"

#if defined(__x86_64__)
#include "arch_x86_64.h"
#elif defined(__aarch64__)
#include "arch_aarch64.h"
#else
#error "Sandtrap runs on x86-64 and aarch64"
#endif

#endif

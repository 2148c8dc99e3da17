/*
 * The root of a mount namespace: an empty file system in memory, or a directory, into which what the plan lists is
 * mounted under the path that it has outside. The old root is reached under OLD until it is left.
 */
#include "launcher.h"
#include <linux/sched.h>
#include <sys/mount.h>

enum { PATH_SIZE = 4096 + 16, DIRECTORY_MODE = 0755, RECURSIVE = 0x8000 /* AT_RECURSIVE */ };
enum { SET_READ_ONLY = 1, SET_NO_SUID = 2, SET_NO_DEVICES = 4, SET_NO_EXEC = 8 }; /* MOUNT_ATTR_* */

#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif

static const char OLD[] = "/.sandtrap-outside";

/* mount_setattr(2). */
struct mount_attributes {
	uint64_t set, clear, propagation, user_namespace;
};

static char path[PATH_SIZE];

static long make_mount(const char *source, const char *target, const char *type, unsigned long flags, const char *data)
{
	return raw6(SYS_mount, (long)source, (long)target, (long)type, (long)flags, (long)data, 0);
}

/* Both together, in a place of its own, or NULL where that is too long. */
static const char *joined(const char *first, const char *second)
{
	int length = 0;

	for (const char *part = first; *part != 0 && length < PATH_SIZE - 1; part++)
		path[length++] = *part;
	for (const char *part = second; *part != 0 && length < PATH_SIZE - 1; part++)
		path[length++] = *part;
	path[length] = 0;
	return length < PATH_SIZE - 1 ? path : NULL;
}

/* Directories up to the last part of a path; what is there already may be a link that the plan has made. */
static long make_parents(const char *target)
{
	long result = 0;

	for (int at = 0; at < PATH_SIZE - 1 && target[at] != 0 && (result >= 0 || result == -EEXIST || result == -EROFS); at++) {
		if (at > 0 && target[at] == '/') {
			path[at] = 0;
			result = raw(SYS_mkdirat, AT_FDCWD, (long)path, DIRECTORY_MODE, 0);
		}
		path[at] = target[at];
	}
	return result == -EEXIST || result == -EROFS || result == -EACCES ? 0 : result;
}

static long make_place(const struct st_mount *mount, const char *target)
{
	long result = make_parents(target);

	if (result < 0)
		return result;
	if (mount->flags & ST_MOUNT_FILE) {
		result = raw(SYS_openat, AT_FDCWD, (long)target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
		if (result >= 0)
			raw(SYS_close, result, 0, 0, 0);
	} else {
		result = raw(SYS_mkdirat, AT_FDCWD, (long)target, DIRECTORY_MODE, 0);
	}
	return result == -EEXIST || result == -EROFS ? 0 : result;
}

/* Only for the mount itself, before Linux 5.12: then what is mounted below is not bound. */
static long limit_one(const char *target, uint64_t set)
{
	unsigned long flags = MS_BIND | MS_REMOUNT | MS_NOSUID;

	flags |= (set & SET_READ_ONLY ? MS_RDONLY : 0) | (set & SET_NO_DEVICES ? MS_NODEV : 0) | (set & SET_NO_EXEC ? MS_NOEXEC : 0);
	return make_mount(NULL, target, NULL, flags, NULL);
}

static long limit(const char *target, uint64_t set)
{
	struct mount_attributes attributes = {.set = set, .clear = 0, .propagation = 0, .user_namespace = 0};

	return raw6(SYS_mount_setattr, AT_FDCWD, (long)target, RECURSIVE, (long)&attributes, sizeof attributes, 0);
}

static long bind(const struct st_mount *mount, const char *source, const char *target)
{
	uint64_t set = SET_NO_SUID;
	const char *outside = joined(OLD, source);
	long result = outside == NULL ? -ENAMETOOLONG : make_mount(outside, target, NULL, MS_BIND | MS_REC, NULL);

	set |= mount->flags & ST_MOUNT_READ_ONLY ? SET_READ_ONLY : 0;
	set |= mount->flags & ST_MOUNT_NO_EXEC ? SET_NO_EXEC : 0;
	set |= mount->flags & ST_MOUNT_DEVICES ? 0 : SET_NO_DEVICES;
	if (result < 0)
		return result;
	result = limit(target, set);
	if (result != -ENOSYS && result != -EPERM)
		return result;
	raw(SYS_umount2, (long)target, MNT_DETACH, 0, 0);
	result = make_mount(joined(OLD, source), target, NULL, MS_BIND, NULL);
	return result < 0 ? result : limit_one(target, set);
}

static long make_link(const char *source, const char *target)
{
	long result = make_parents(target);

	if (result >= 0)
		result = raw(SYS_symlinkat, (long)source, AT_FDCWD, (long)target, 0);
	return result == -EEXIST || result == -EROFS ? 0 : result;
}

static long furnish_one(const struct setup *setup, const struct st_mount *mount)
{
	const char *source = text_at(setup, mount->source), *target = text_at(setup, mount->target);
	long result;

	if (mount->kind == ST_MOUNT_LINK)
		return make_link(source, target);
	result = make_place(mount, target);
	if (result < 0)
		return result;
	switch (mount->kind) {
	case ST_MOUNT_BIND:
		return bind(mount, source, target);
	case ST_MOUNT_PROC: /* where parts of the outer one are hidden, the kernel gives no whole one */
		make_mount("proc", target, "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
		return 0;
	default:
		return make_mount("tmpfs", target, "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777");
	}
}

/* The new root is where the staging directory was: that is hidden here only. */
static long make_root(const struct setup *setup, const char *staging)
{
	const struct st_isolation *isolation = isolation_of(setup);
	long result;

	if (isolation->jail != 0)
		result = make_mount(text_at(setup, isolation->jail), staging, NULL, MS_BIND | MS_REC, NULL);
	else
		result = make_mount("tmpfs", staging, "tmpfs", MS_NOSUID | MS_NODEV, "mode=755");
	if (result >= 0)
		result = raw(SYS_chdir, (long)staging, 0, 0, 0);
	return result;
}

/* In a directory that becomes the root there is no place for the old one: it is mounted over the new one, and left. */
static long turn_root(bool jail)
{
	long result = 0;

	if (!jail)
		result = raw(SYS_mkdirat, AT_FDCWD, (long)(OLD + 1), DIRECTORY_MODE, 0);
	if (result >= 0)
		result = raw(SYS_pivot_root, (long)".", (long)(jail ? "." : OLD + 1), 0, 0);
	if (result >= 0 && jail)
		result = raw(SYS_umount2, (long)".", MNT_DETACH, 0, 0);
	return result < 0 ? result : raw(SYS_chdir, (long)"/", 0, 0, 0);
}

static long leave_outside(void)
{
	long result = raw(SYS_umount2, (long)OLD, MNT_DETACH, 0, 0);

	if (result >= 0)
		result = raw(SYS_unlinkat, AT_FDCWD, (long)OLD, AT_REMOVEDIR, 0);
	return result < 0 ? result : make_mount(NULL, "/", NULL, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV, NULL);
}

static int change_root(struct setup *setup)
{
	long result = raw(SYS_chroot, (long)text_at(setup, isolation_of(setup)->jail), 0, 0, 0);

	if (result >= 0)
		result = raw(SYS_chdir, (long)"/", 0, 0, 0);
	return result < 0 ? failed(setup, ST_STEP_ROOT, result, 0) : 0;
}

/* Without a staging directory the root stays, and what is listed is mounted over what is there. */
static long new_root(const struct setup *setup)
{
	const struct st_isolation *isolation = isolation_of(setup);
	long result = 0;

	if ((isolation->namespaces & CLONE_NEWNS) != 0)
		result = make_mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
	if (result < 0 || isolation->staging == 0)
		return result;
	result = make_root(setup, text_at(setup, isolation->staging));
	return result < 0 ? result : turn_root(isolation->jail != 0);
}

int furnish(struct setup *setup)
{
	const struct st_isolation *isolation = isolation_of(setup);
	const struct st_mount *mounts = (const void *)text_at(setup, isolation->mounts);
	long result;

	if (isolation->staging == 0 && isolation->jail != 0)
		return change_root(setup);
	raw(SYS_umask, 022, 0, 0, 0);
	result = new_root(setup);
	if (result < 0)
		return failed(setup, ST_STEP_ROOT, result, 0);
	for (uint32_t i = 0; i < isolation->mount_count; i++) {
		result = furnish_one(setup, &mounts[i]);
		if (result < 0)
			return failed(setup, ST_STEP_MOUNT, result, (int)i);
	}
	if (isolation->staging != 0 && isolation->jail == 0)
		result = leave_outside();
	return result < 0 ? failed(setup, ST_STEP_ROOT, result, 0) : 0;
}

/*
 * Walks through trees that mean harm: nothing but directories and regular files is opened, no link is followed, and a
 * directory of long names comes out whole.
 */
#include "../run.h"
#include "check.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LISTED_SIZE = 8192, LONG = 255, FILES = 200 };

static void write_file(int directory, const char *name, mode_t mode)
{
	int fd = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);

	CHECK(fd >= 0 && write(fd, "text", 4) == 4 && close(fd) == 0);
}

static void only_files_and_directories_are_opened(int top)
{
	CHECK(mkfifoat(top, "fifo", 0600) == 0 && symlinkat("file", top, "link") == 0 && symlinkat("sub", top, "way") == 0);
	write_file(top, "file", 0600);
	CHECK(mkdirat(top, "sub", 0700) == 0);
	CHECK(st_tree_file(top, "fifo") == -EINVAL && st_tree_directory(top, "fifo") == -ENOTDIR);
	CHECK(st_tree_file(top, "link") == -EINVAL && st_tree_directory(top, "way") == -ENOTDIR);
	CHECK(st_tree_file(top, "sub") == -EINVAL && st_tree_file(top, "absent") == -ENOENT);
	int file = st_tree_file(top, "file"), sub = st_tree_directory(top, "sub");
	CHECK(file >= 0 && sub >= 0);
	int64_t facts[ST_TREE_FACTS];
	CHECK(st_tree_facts(file, "", facts) == 0 && facts[ST_TREE_SIZE] == 4 && facts[ST_TREE_NAMES] == 1);
	CHECK(st_tree_facts(top, "link", facts) == 0 && S_ISLNK((mode_t)facts[ST_TREE_MODE]));
	close(file);
	close(sub);
}

/* Its owner may open what its mode closes; a file with another name is left as it is, for that may be outside. */
static void what_is_ours_is_opened_first(int top)
{
	int64_t facts[ST_TREE_FACTS];

	write_file(top, "closed", 0);
	write_file(top, "linked", 0);
	CHECK(linkat(top, "linked", top, "other", 0) == 0 && mkdirat(top, "shut", 0) == 0);
	int file = st_tree_file(top, "closed"), directory = st_tree_directory(top, "shut"), linked = st_tree_file(top, "linked");
	CHECK(file >= 0 && directory >= 0 && (linked >= 0 || linked == -EACCES));
	CHECK(st_tree_facts(top, "linked", facts) == 0 && (facts[ST_TREE_MODE] & ALLPERMS) == 0);
	close(file);
	close(directory);
	close(linked);
}

static void names_come_out_whole(int top)
{
	uint8_t listed[LISTED_SIZE];
	char name[LONG + 1];
	int length, count = 0, many = st_tree_directory(top, "sub");

	memset(name, '\n', LONG);
	name[LONG] = 0;
	for (int i = 0; i < FILES; i++) {
		name[0] = (char)(0x80 + i % 0x7f);
		name[1] = (char)('a' + i / 0x7f);
		write_file(many, name, 0600);
	}
	while ((length = st_tree_names(many, listed, sizeof listed)) > 0)
		for (int at = 0; at < length; at += LONG + 1, count++) {
			CHECK(strlen((const char *)listed + at) == LONG);
			CHECK(st_tree_remove(many, (const char *)listed + at, 0) == 0);
		}
	CHECK(length == 0 && count == FILES);
	close(many);
}

int main(void)
{
	char path[] = "/tmp/check_tree.XXXXXX";

	CHECK(mkdtemp(path) != NULL);
	int top = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	CHECK(top >= 0);
	only_files_and_directories_are_opened(top);
	what_is_ours_is_opened_first(top);
	names_come_out_whole(top);
	static const char *const left[] = {"fifo", "link", "way", "file", "closed", "linked", "other"};
	for (size_t i = 0; i < sizeof left / sizeof *left; i++)
		CHECK(st_tree_remove(top, left[i], 0) == 0);
	CHECK(st_tree_move(top, "shut", top, "moved") == 0 && st_tree_remove(top, "moved", 1) == 0);
	CHECK(st_tree_remove(top, "sub", 1) == 0 && rmdir(path) == 0);
	return 0;
}

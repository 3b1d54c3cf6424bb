#include "core/file.h"

#include "core/diagnostics.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { GATHER = 1 << 16 };

static int fail(struct zh_error *error, const char *name)
{
    char reason[128];
    int number = errno;
    if (strerror_r(number, reason, sizeof reason))
        snprintf(reason, sizeof reason, "error %d", number);
    return zh_error_set(error, ZH_ERROR_SYSTEM, NULL, NULL, "%s: %s", name, reason);
}

int zh_input_open(struct zh_input *input, const char *operand, struct zh_error *error)
{
    bool standard = strcmp(operand, "-") == 0;
    input->name = standard ? "standard input" : operand;
    input->descriptor = standard ? STDIN_FILENO : open(operand, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    return input->descriptor < 0 ? fail(error, input->name) : 0;
}

ssize_t zh_input_read(struct zh_input *input, char *bytes, size_t n, struct zh_error *error)
{
    ssize_t size;
    do
        size = read(input->descriptor, bytes, n);
    while (size < 0 && errno == EINTR);
    return size < 0 ? fail(error, input->name) : size;
}

void zh_input_close(struct zh_input *input)
{
    if (input->descriptor > STDIN_FILENO)
        close(input->descriptor);
    input->descriptor = -1;
}

/* The path that a chain of symbolic links ends in, so that a link stays a link; a copy of path where there is none. */
static char *resolved(const char *path)
{
    char *real = realpath(path, NULL);
    return real ? real : errno == ENOENT ? strdup(path) : NULL;
}

/* Creates the temporary file, under a name that no other process uses, in the folder of the target. */
static int open_temporary(struct zh_output *output, struct zh_error *error)
{
    const char *slash = strrchr(output->target, '/');
    size_t folder = slash ? (size_t)(slash - output->target) + 1 : 0;
    size_t size = strlen(output->target) + 64;
    char *name = malloc(size);
    if (!name)
        return zh_error_memory(error, NULL);
    output->temporary = name;
    for (unsigned attempt = 0; attempt < 1000; attempt++) {
        snprintf(name, size, "%.*s.%s.%ld-%u.tmp", (int)folder, output->target, output->target + folder, (long)getpid(),
                 attempt);
        mode_t mode = output->mode ? output->mode & 0777 : 0666;
        output->descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (output->descriptor >= 0)
            return 0;
        if (errno != EEXIST)
            break;
    }
    fail(error, output->name);
    output->temporary = NULL;
    free(name);
    return -1;
}

int zh_output_open(struct zh_output *output, const char *path, struct zh_error *error)
{
    struct stat status;
    *output = (struct zh_output){.descriptor = STDOUT_FILENO, .name = path ? path : "standard output", .last = '\n'};
    if (!path)
        return 0;
    bool exists = stat(path, &status) == 0;
    if (!exists && errno != ENOENT)
        return fail(error, path);
    if (exists && !S_ISREG(status.st_mode)) {
        output->descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
        return output->descriptor < 0 ? fail(error, path) : 0;
    }
    if (exists && access(path, W_OK) != 0)
        return fail(error, path);
    if (exists)
        output->mode = status.st_mode & 07777;
    output->target = resolved(path);
    if (!output->target)
        return fail(error, path);
    if (open_temporary(output, error) == 0)
        return 0;
    free(output->target);
    output->target = NULL;
    return -1;
}

static int write_all(struct zh_output *output, const char *bytes, size_t n, struct zh_error *error)
{
    while (n > 0) {
        ssize_t size = write(output->descriptor, bytes, n);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return fail(error, output->name);
        bytes += size;
        n -= (size_t)size;
    }
    return 0;
}

int zh_output_flush(struct zh_output *output, struct zh_error *error)
{
    if (write_all(output, output->pending.bytes, output->pending.size, error))
        return -1;
    output->pending.size = 0;
    return 0;
}

int zh_output_write(struct zh_output *output, const char *bytes, size_t n, struct zh_error *error)
{
    if (n == 0)
        return 0;
    output->last = bytes[n - 1];
    if (output->pending.size + n > GATHER && zh_output_flush(output, error))
        return -1;
    if (n >= GATHER)
        return write_all(output, bytes, n, error);
    return zh_buffer_append(&output->pending, bytes, n) ? zh_error_memory(error, NULL) : 0;
}

static int close_descriptor(struct zh_output *output, struct zh_error *error)
{
    int descriptor = output->descriptor;
    output->descriptor = -1;
    return close(descriptor) == 0 || errno == EINTR ? 0 : fail(error, output->name);
}

/* The owner is kept where the system lets us; the mode always. */
static int keep_mode(struct zh_output *output, struct zh_error *error)
{
    struct stat status;
    if (output->mode == 0)
        return 0;
    if (stat(output->target, &status) == 0 && fchown(output->descriptor, status.st_uid, status.st_gid) != 0 &&
        errno != EPERM)
        return fail(error, output->name);
    return fchmod(output->descriptor, output->mode) == 0 ? 0 : fail(error, output->name);
}

int zh_output_commit(struct zh_output *output, struct zh_error *error)
{
    int failed = zh_output_flush(output, error);
    if (!failed && output->temporary) {
        failed = keep_mode(output, error);
        if (!failed && fsync(output->descriptor) != 0)
            failed = fail(error, output->name);
    }
    if (!failed)
        failed = close_descriptor(output, error);
    if (!failed && output->temporary) {
        if (rename(output->temporary, output->target) != 0) {
            failed = fail(error, output->name);
        } else {
            char *name = output->temporary;
            output->temporary = NULL;
            free(name);
        }
    }
    zh_output_abandon(output);
    return failed;
}

void zh_output_abandon(struct zh_output *output)
{
    if (output->descriptor > STDOUT_FILENO)
        close(output->descriptor);
    output->descriptor = -1;
    if (output->temporary) {
        char *name = output->temporary;
        output->temporary = NULL;
        unlink(name);
        free(name);
    }
    free(output->target);
    output->target = NULL;
    zh_buffer_free(&output->pending);
}

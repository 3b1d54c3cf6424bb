/* One table a tool gives parsing, --help and the nearest valid spelling of a wrong one. */
#ifndef ZH_OPTIONS_H
#define ZH_OPTIONS_H

#include "core/buffer.h"
#include "zh.h"

#include <stdbool.h>
#include <stddef.h>

enum zh_option_kind {
    ZH_OPTION_END,      /* ends a table */
    ZH_OPTION_FLAG,     /* no value; bool, set to true */
    ZH_OPTION_SET,      /* no value; int, set to `value` */
    ZH_OPTION_NUMBER,   /* unsigned long, from `low` to `high` */
    ZH_OPTION_STRING,   /* const char *, borrowed from the arguments */
    ZH_OPTION_CHOICE,   /* int, the index in `choices` */
    ZH_OPTION_ELSEWHERE /* known, but a usage error here: it belongs on a tool's own command line */
};

struct zh_option {
    enum zh_option_kind kind;
    char letter;                /* 0: none */
    const char *name;           /* without the dashes; NULL: none */
    size_t offset;              /* where in the configuration the value goes: offsetof() */
    const char *argument;       /* what --help calls the value; NULL: no value */
    const char *help;           /* one line */
    const char *const *choices; /* ends in NULL */
    int value;
    unsigned long low, high;
};

/* A table and the configuration that it fills in. */
struct zh_option_set {
    const struct zh_option *options;
    void *config;
};

/* Parses argv[1] to argv[argc - 1] against n sets of options: letters cluster, a value follows a letter or stands in
 * the next argument, a long option takes = or the next argument, "--" ends the options, "-" is an operand. Operands
 * may stand between options; they are moved to the front, argv[1] on, in order. Returns the number of operands, or -1
 * with a usage error; *culprit, if not NULL, is then the index of the argument at fault. */
int zh_options_parse(const struct zh_option_set *sets, size_t n, int argc, char **argv, struct zh_error *error,
                     int *culprit);

/* Appends one line for each option of a table, as --help prints them. Returns 0, or -1 when memory is out. */
int zh_options_help(struct zh_buffer *out, const struct zh_option *options);

/* The name among n, as name_of(context, i) gives them, that is nearest to a wrong one; NULL if none is near. */
const char *zh_nearest(const char *wrong, size_t n, const char *(*name_of)(const void *context, size_t i),
                       const void *context);

#endif

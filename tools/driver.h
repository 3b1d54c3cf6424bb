/* What every tool does in the same way: its arguments, its messages, and running a pipeline over files. */
#ifndef ZH_DRIVER_H
#define ZH_DRIVER_H

#include "core/options.h"
#include "core/recipe.h"
#include "core/stage.h"

#include <stdbool.h>
#include <stddef.h>

enum zh_status { ZH_DONE = 0, ZH_FOUND = 1, ZH_TROUBLE = 2 };

/* A command, as its --help describes it. */
struct zh_command {
    const char *name;
    const char *summary;  /* one line, without final mark */
    const char *operands; /* as the usage line shows them: "[FILE...]" */
    const struct zh_option *options;
    void *config;
    bool filters;  /* it writes text: takes -o, -i, -q and -v */
    bool findings; /* it takes --check and --edits */
};

/* What the options that tools have in common ask for. */
struct zh_common {
    bool help, version;
    const char *output;
    bool in_place, quiet, verbose;
    bool check;
    const char *edits;
};

/* Begins every main: standard descriptors that are closed get one that fails, so that no file takes their place. */
void zh_begin(void);

/* Parses the arguments and answers --help and --version. Returns the number of operands, which stand in argv[1] on, or
 * -1 when the command is done, with *status. */
int zh_arguments(const struct zh_command *command, struct zh_common *common, int argc, char **argv, int *status);

/* Prints an error as one line on standard error; file may be NULL. Returns ZH_TROUBLE. */
int zh_complain(const char *command, const struct zh_error *error, const char *file);

/* Prints a message on standard error, as printf would, as one line of the command's. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void zh_say(const char *command, const char *format, ...);

/* Writes an answer to standard output. Returns a status. */
int zh_answer(const char *command, const struct zh_buffer *answer);

/* Runs a recipe, which it frees, over n operands, or standard input if there are none. Returns a status. */
int zh_run(const struct zh_command *command, const struct zh_common *common, struct zh_recipe *recipe, size_t n,
           char **operands);

/* The whole main of a tool that is one filter. */
int zh_filter_main(const struct zh_filter *filter, int argc, char **argv);

#endif

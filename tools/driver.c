#include "driver.h"

#include "core/diagnostics.h"
#include "core/file.h"
#include "zh.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct zh_option every_options[] = {
    {.kind = ZH_OPTION_FLAG, .name = "help", .offset = offsetof(struct zh_common, help), .help = "print this"},
    {.kind = ZH_OPTION_FLAG,
     .name = "version",
     .offset = offsetof(struct zh_common, version),
     .help = "print the version"},
    {.kind = ZH_OPTION_END},
};

static const struct zh_option filter_options[] = {
    {.kind = ZH_OPTION_STRING,
     .letter = 'o',
     .name = "output",
     .offset = offsetof(struct zh_common, output),
     .argument = "FILE",
     .help = "write there; on failure the old file stays"},
    {.kind = ZH_OPTION_FLAG,
     .letter = 'i',
     .name = "in-place",
     .offset = offsetof(struct zh_common, in_place),
     .help = "write each file back, or leave it as it was"},
    {.kind = ZH_OPTION_FLAG,
     .letter = 'q',
     .name = "quiet",
     .offset = offsetof(struct zh_common, quiet),
     .help = "do not tell what was left alone"},
    {.kind = ZH_OPTION_FLAG,
     .letter = 'v',
     .name = "verbose",
     .offset = offsetof(struct zh_common, verbose),
     .help = "tell how often each rule changed something"},
    {.kind = ZH_OPTION_END},
};

static const struct zh_option finding_options[] = {
    {.kind = ZH_OPTION_FLAG,
     .name = "check",
     .offset = offsetof(struct zh_common, check),
     .help = "write no text but what would change; exit 1 if any"},
    {.kind = ZH_OPTION_STRING,
     .name = "edits",
     .offset = offsetof(struct zh_common, edits),
     .argument = "FILE",
     .help = "write every edit there, as JSON Lines"},
    {.kind = ZH_OPTION_END},
};

void zh_begin(void)
{
    static const int modes[] = {O_WRONLY, O_RDONLY, O_WRONLY};
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0 && open("/dev/null", modes[descriptor]) != descriptor)
            _exit(ZH_TROUBLE);
}

/* One write a line, so that lines of several processes do not mix. There is nobody to tell when it fails. */
static void print_line(struct zh_buffer *line)
{
    if (zh_buffer_text(line, "\n") == 0 && write(STDERR_FILENO, line->bytes, line->size) < 0)
        return;
}

int zh_complain(const char *command, const struct zh_error *error, const char *file)
{
    struct zh_buffer line = {0};
    if (zh_error_format(&line, error, command, file) == 0)
        print_line(&line);
    zh_buffer_free(&line);
    return ZH_TROUBLE;
}

void zh_say(const char *command, const char *format, ...)
{
    struct zh_buffer line = {0};
    va_list arguments;
    char text[1024];
    va_start(arguments, format);
    int n = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (n >= 0 && zh_buffer_format(&line, "%s: %s", command, text) == 0)
        print_line(&line);
    zh_buffer_free(&line);
}

int zh_answer(const char *command, const struct zh_buffer *answer)
{
    struct zh_output output;
    struct zh_error error;
    if (zh_output_open(&output, NULL, &error) || zh_output_write(&output, answer->bytes, answer->size, &error) ||
        zh_output_commit(&output, &error))
        return zh_complain(command, &error, NULL);
    return ZH_DONE;
}

static int answer_help(const struct zh_command *command)
{
    struct zh_buffer text = {0};
    int failed =
        zh_buffer_format(&text, "usage: %s [OPTION...] %s\n%s.\n\n", command->name, command->operands,
                         command->summary) ||
        zh_options_help(&text, command->options) || (command->findings && zh_options_help(&text, finding_options)) ||
        (command->filters && zh_options_help(&text, filter_options)) || zh_options_help(&text, every_options) ||
        zh_buffer_format(&text, "\nExit status: 0 done, %s2 trouble. See %s(1).\n",
                         command->findings ? "1 --check found something, " : "", command->name);
    struct zh_error error;
    int status = ZH_TROUBLE;
    if (!failed)
        status = zh_answer(command->name, &text);
    else if (zh_error_memory(&error, NULL))
        zh_complain(command->name, &error, NULL);
    zh_buffer_free(&text);
    return status;
}

static int answer_version(const struct zh_command *command)
{
    char text[128];
    int n = snprintf(text, sizeof text, "%s (zhutils) %s\n", command->name, ZH_VERSION);
    return zh_answer(command->name, &(struct zh_buffer){.bytes = text, .size = (size_t)n});
}

int zh_arguments(const struct zh_command *command, struct zh_common *common, int argc, char **argv, int *status)
{
    struct zh_option_set sets[4] = {{command->options, command->config}, {every_options, common}};
    size_t n = 2;
    struct zh_error error;
    if (command->findings)
        sets[n++] = (struct zh_option_set){finding_options, common};
    if (command->filters)
        sets[n++] = (struct zh_option_set){filter_options, common};
    int operands = zh_options_parse(sets, n, argc, argv, &error, NULL);
    if (operands < 0) {
        *status = zh_complain(command->name, &error, NULL);
        return -1;
    }
    if (!common->help && !common->version)
        return operands;
    *status = common->help ? answer_help(command) : answer_version(command);
    return -1;
}

int zh_filter_main(const struct zh_filter *filter, int argc, char **argv)
{
    struct zh_recipe recipe = {0};
    struct zh_buffer answer = {0};
    struct zh_common common = {0};
    struct zh_error error;
    int status;
    zh_begin();
    if (zh_recipe_append(&recipe, filter, filter->defaults)) {
        zh_error_memory(&error, NULL);
        return zh_complain(filter->name, &error, NULL);
    }
    void *config = recipe.stages[0].config;
    struct zh_command command = {
        .name = filter->name,
        .summary = filter->summary,
        .operands = "[FILE...]",
        .options = filter->options,
        .config = config,
        .filters = true,
        .findings = filter->findings,
    };
    int operands = zh_arguments(&command, &common, argc, argv, &status);
    int answers = operands >= 0 && filter->answer ? filter->answer(config, &answer) : 0;
    if (answers < 0) {
        zh_error_memory(&error, NULL);
        status = zh_complain(filter->name, &error, NULL);
    } else if (answers > 0) {
        status = zh_answer(filter->name, &answer);
    } else if (operands >= 0) {
        return zh_run(&command, &common, &recipe, (size_t)operands, argv + 1);
    }
    zh_buffer_free(&answer);
    zh_recipe_free(&recipe);
    return status;
}

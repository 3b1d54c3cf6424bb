#include "core/diagnostics.h"
#include "core/file.h"
#include "core/pipeline.h"
#include "driver.h"
#include "findings.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_SIZE = 1 << 17 };

struct run {
    const struct zh_command *command;
    const struct zh_common *common;
    struct zh_recipe *recipe;
    struct zh_pipeline *pipeline;
    struct zh_output output;
    struct zh_output journal;
    struct zh_findings findings;
    struct zh_error error;
    bool separate; /* an LF goes before the next output: the document before ended without one */
    char *buffer;
};

/* What a signal handler can reach: the files that must not be left behind. */
static struct run *volatile running;

static void on_signal(int number)
{
    struct run *run = running;
    if (run && run->output.temporary)
        unlink(run->output.temporary);
    if (run && run->journal.temporary)
        unlink(run->journal.temporary);
    signal(number, SIG_DFL);
    raise(number);
}

static void catch_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ};
    struct sigaction action = {.sa_handler = on_signal}, old;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
            sigaction(numbers[i], &action, NULL);
}

static int take_output(void *context, const char *bytes, size_t n)
{
    struct run *run = context;
    if (run->common->check)
        return 0;
    if (run->separate && zh_output_write(&run->output, "\n", 1, &run->error))
        return -1;
    run->separate = false;
    return zh_output_write(&run->output, bytes, n, &run->error);
}

static int refuse(struct run *run, const char *text)
{
    return zh_error_set(&run->error, ZH_ERROR_USAGE, NULL, NULL, "%s", text);
}

static int check_usage(struct run *run, size_t n, char **operands)
{
    const struct zh_common *common = run->common;
    const struct zh_recipe_stage *last = &run->recipe->stages[run->recipe->count - 1];
    if (common->in_place && common->output)
        return refuse(run, "-i and -o exclude each other");
    if (common->check && (common->in_place || common->output))
        return refuse(run, "--check writes no text; leave out -i and -o");
    if (common->in_place && n == 0)
        return refuse(run, "-i wants files");
    for (size_t i = 0; i < n && common->in_place; i++)
        if (strcmp(operands[i], "-") == 0)
            return refuse(run, "-i cannot write standard input back");
    if (n > 1 && !common->in_place && last->filter->one_document && last->filter->one_document(last->config))
        return refuse(run, "this form holds one document; zhbatch writes a file for each of several");
    return 0;
}

static int open_pipeline(struct run *run)
{
    struct zh_options options = {
        .on_event = zh_findings_take,
        .event_context = &run->findings,
        .wanted = zh_findings_wanted(&run->findings),
    };
    struct zh_recipe recipe = {0};
    for (size_t i = 0; i < run->recipe->count; i++)
        if (zh_recipe_append(&recipe, run->recipe->stages[i].filter, run->recipe->stages[i].config)) {
            zh_recipe_free(&recipe);
            return zh_error_memory(&run->error, NULL);
        }
    zh_pipeline_free(run->pipeline);
    run->pipeline = zh_pipeline_of(&recipe, &options, take_output, run, &run->error);
    return run->pipeline ? 0 : -1;
}

/* A pipeline's error, or where it was ours, why. */
static int pipeline_failed(struct run *run)
{
    const struct zh_error *error = zh_pipeline_error(run->pipeline);
    if (error->kind != ZH_ERROR_SINK)
        run->error = *error;
    else if (run->findings.error.kind != ZH_ERROR_NONE)
        run->error = run->findings.error;
    return -1;
}

static int filter_input(struct run *run, struct zh_input *input)
{
    ssize_t n;
    run->findings.file = input->name;
    while ((n = zh_input_read(input, run->buffer, READ_SIZE, &run->error)) > 0)
        if (zh_pipeline_write(run->pipeline, run->buffer, (size_t)n))
            return pipeline_failed(run);
    if (n < 0)
        return -1;
    if (zh_pipeline_close(run->pipeline))
        return pipeline_failed(run);
    run->separate = run->output.last != '\n';
    zh_findings_end(&run->findings);
    return 0;
}

static int filter_file(struct run *run, const char *operand)
{
    struct zh_input input;
    if (zh_input_open(&input, operand, &run->error))
        return -1;
    int failed = filter_input(run, &input);
    zh_input_close(&input);
    return failed;
}

/* Only an error of the input has its file in front; a system's message names its own. */
static int complain(struct run *run)
{
    return zh_complain(run->command->name, &run->error, run->error.kind == ZH_ERROR_TEXT ? run->findings.file : NULL);
}

static int filter_in_place(struct run *run, const char *operand)
{
    struct stat status;
    if (open_pipeline(run))
        return -1;
    run->separate = false;
    if (stat(operand, &status) == 0 && !S_ISREG(status.st_mode))
        return zh_error_set(&run->error, ZH_ERROR_SYSTEM, NULL, NULL, "%s: %s", operand,
                            S_ISDIR(status.st_mode) ? strerror(EISDIR) : "not a regular file");
    struct zh_input input;
    if (zh_input_open(&input, operand, &run->error))
        return -1;
    int failed = zh_output_open(&run->output, operand, &run->error);
    if (!failed)
        failed = filter_input(run, &input) || zh_output_commit(&run->output, &run->error) ? -1 : 0;
    zh_input_close(&input);
    zh_output_abandon(&run->output);
    return failed;
}

static int run_in_place(struct run *run, size_t n, char **operands)
{
    int status = ZH_DONE;
    for (size_t i = 0; i < n; i++)
        if (filter_in_place(run, operands[i]))
            status = complain(run);
    return status;
}

static int run_to_output(struct run *run, size_t n, char **operands)
{
    static char standard_input[] = "-";
    char *only[] = {standard_input};
    if (n == 0) {
        operands = only;
        n = 1;
    }
    if (open_pipeline(run) || zh_output_open(&run->output, run->common->output, &run->error))
        return complain(run);
    for (size_t i = 0; i < n; i++)
        if (filter_file(run, operands[i])) {
            int status = complain(run);
            /* What came before the error is on its way to a reader who sees the message and the status. */
            if (!run->output.temporary)
                zh_output_flush(&run->output, &run->error);
            return status;
        }
    return zh_output_commit(&run->output, &run->error) ? complain(run) : ZH_DONE;
}

static int run_all(struct run *run, size_t n, char **operands)
{
    if (check_usage(run, n, operands))
        return complain(run);
    if (run->common->edits) {
        if (zh_output_open(&run->journal, run->common->edits, &run->error))
            return complain(run);
        run->findings.journal = &run->journal;
    }
    int status = run->common->in_place ? run_in_place(run, n, operands) : run_to_output(run, n, operands);
    if (run->findings.journal && status != ZH_TROUBLE && zh_output_commit(&run->journal, &run->error))
        status = complain(run);
    if (status == ZH_DONE && run->common->check && run->findings.edits > 0)
        status = ZH_FOUND;
    return status;
}

int zh_run(const struct zh_command *command, const struct zh_common *common, struct zh_recipe *recipe, size_t n,
           char **operands)
{
    struct run run = {
        .command = command,
        .common = common,
        .recipe = recipe,
        .output = {.descriptor = -1},
        .journal = {.descriptor = -1},
        .buffer = malloc(READ_SIZE),
    };
    run.findings = (struct zh_findings){
        .command = command->name,
        .common = common,
        .file = "standard input",
        .check = common->check ? &run.output : NULL,
    };
    running = &run;
    catch_signals();
    int status = ZH_TROUBLE;
    if (run.buffer) {
        status = run_all(&run, n, operands);
    } else {
        zh_error_memory(&run.error, NULL);
        complain(&run);
    }
    zh_output_abandon(&run.output);
    zh_output_abandon(&run.journal);
    running = NULL;
    zh_findings_free(&run.findings);
    zh_pipeline_free(run.pipeline);
    zh_recipe_free(recipe);
    free(run.buffer);
    return status;
}

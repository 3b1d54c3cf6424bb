/* A stage takes bytes and pushes bytes to the next one; a filter is a named kind of stage with options. */
#ifndef ZH_STAGE_H
#define ZH_STAGE_H

#include "core/options.h"
#include "zh.h"

#include <stdbool.h>
#include <stddef.h>

/* Where the events and the first error of all stages of a pipeline go. */
struct zh_report {
    struct zh_error error;
    struct zh_options options;
};

/* write and close return 0, or -1 with the report's error filled in; after -1 only free is legal. Bytes are borrowed
 * for the call. close ends a document: it flushes what is held, makes the stage ready for the next document, and
 * closes the next stage. free frees the stage alone, at any moment. */
struct zh_stage {
    int (*write)(struct zh_stage *stage, const char *bytes, size_t n);
    int (*close)(struct zh_stage *stage);
    void (*free)(struct zh_stage *stage);
    struct zh_stage *next;
    struct zh_report *report;
    const char *name;
    bool takes_valid; /* what comes in is known to be well-formed UTF-8 */
    bool gives_valid; /* what goes out is: true but for a converter to another encoding */
};

/* A kind of stage, as tools and recipes know it. */
struct zh_filter {
    const char *name;    /* as its command: "zhclean" */
    const char *summary; /* one line, for --help */
    const struct zh_option *options;
    size_t config_size;   /* bytes of the struct that the options fill in */
    const void *defaults; /* what it holds before */
    bool findings;        /* its edits are findings, for --check and --edits */

    /* Makes a stage from its options; the configuration, and the strings in it, outlive the stage. next, report and
     * name are set by the pipeline. Returns NULL with *error filled in. */
    struct zh_stage *(*open)(const void *config, struct zh_error *error);

    /* Where the options ask for an answer in place of filtering, such as --list: appends it to out and returns 1; 0
     * if they do not; -1 when memory is out. NULL if no option of this filter does. */
    int (*answer)(const void *config, struct zh_buffer *out);

    /* Whether what comes out can hold only one document. NULL: it can hold many. */
    bool (*one_document)(const void *config);
};

/* Pushes n bytes, 0 too, to the next stage. */
static inline int zh_stage_pass(struct zh_stage *stage, const char *bytes, size_t n)
{
    return n == 0 ? 0 : stage->next->write(stage->next, bytes, n);
}

static inline int zh_stage_pass_close(struct zh_stage *stage)
{
    return stage->next->close(stage->next);
}

/* Whether anybody wants events of this kind, or any of several kinds ored. */
static inline bool zh_stage_wants(const struct zh_stage *stage, unsigned kinds)
{
    return stage->report->options.on_event && (stage->report->options.wanted & kinds) != 0;
}

/* Hands an event to the listener, if its kind is wanted; fills in the stage's name. Returns 0 or -1. */
int zh_stage_tell(struct zh_stage *stage, struct zh_event *event);

/* Fails because of the input: kind ZH_ERROR_TEXT; place may be NULL. Returns -1. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
int zh_stage_fail(struct zh_stage *stage, const struct zh_place *place, const char *format, ...);

/* Fails because memory is out. Returns -1. */
int zh_stage_fail_memory(struct zh_stage *stage);

#endif

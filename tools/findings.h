/* Listens to the events of a pipeline: prints them for --check, journals them for --edits, counts them for the notes
 * and -v. */
#ifndef ZH_FINDINGS_H
#define ZH_FINDINGS_H

#include "core/file.h"
#include "driver.h"
#include "zh.h"

#include <stddef.h>

struct zh_findings {
    const char *command;
    const struct zh_common *common;
    const char *file;          /* that is being read, as messages show it */
    struct zh_output *check;   /* where --check prints; NULL: it does not */
    struct zh_output *journal; /* NULL: none */
    struct zh_buffer line;
    struct zh_tally *tallies; /* by stage and rule, for the document; owned */
    size_t count;
    size_t edits;          /* in all documents */
    struct zh_error error; /* why the listener failed */
};

/* The kinds of events to ask for. */
unsigned zh_findings_wanted(const struct zh_findings *findings);

/* A zh_event_sink whose context is a struct zh_findings. */
int zh_findings_take(void *context, const struct zh_event *event);

/* A document has ended: tells what was left alone and, for -v, what was changed, on standard error. */
void zh_findings_end(struct zh_findings *findings);

void zh_findings_free(struct zh_findings *findings);

#endif

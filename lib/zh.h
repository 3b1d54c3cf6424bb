/* libzh: detect, convert, clean and structure Chinese text. This header is all that a user needs.
 *
 * Every function is free of global state: calls on different pipelines may run in different threads. Nothing prints
 * or exits. Strings and bytes given to a call are borrowed for that call only, unless the comment says otherwise. */
#ifndef ZH_H
#define ZH_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ZH_VERSION "0.1.0"

#if defined(__GNUC__)
#define ZH_API __attribute__((visibility("default")))
#else
#define ZH_API
#endif

/* Where something stands, in the bytes that a stage was given. */
struct zh_place {
    uint64_t offset; /* bytes, from 0 */
    uint64_t line;   /* from 1; 0 means that there is no place */
    uint64_t column; /* code points, from 1 */
};

enum zh_error_kind {
    ZH_ERROR_NONE,
    ZH_ERROR_USAGE,  /* a recipe or an option that cannot be taken */
    ZH_ERROR_TEXT,   /* input that is not what the stage takes */
    ZH_ERROR_SINK,   /* the sink or the event listener returned non-zero */
    ZH_ERROR_SYSTEM, /* input or output failed; text holds the system's message */
    ZH_ERROR_MEMORY
};

struct zh_error {
    enum zh_error_kind kind;
    const char *stage; /* name of the filter, a constant; NULL where no filter is concerned */
    struct zh_place place;
    char text[256]; /* one line, without final newline */
};

/* Takes n > 0 bytes of output; returns 0, or anything else to stop. */
typedef int zh_sink(void *context, const char *bytes, size_t n);

enum zh_event_kind {
    ZH_EDIT = 1,  /* a change that a rule made, or would make */
    ZH_NOTE = 2,  /* something that the stage saw and left alone: unsure, or beyond repair */
    ZH_REMARK = 4 /* an account that an option asked for, such as --explain; has no place */
};

struct zh_event {
    enum zh_event_kind kind;
    const char *stage;     /* name of the filter */
    const char *rule;      /* identifier of the rule; "" for a remark */
    const char *message;   /* one line for a person, or "" */
    struct zh_place place; /* of the first byte of before */
    const char *before;
    size_t before_size;
    const char *after;
    size_t after_size;
};

/* Takes one event, borrowed for the call; returns 0, or anything else to stop the pipeline. */
typedef int zh_event_sink(void *context, const struct zh_event *event);

struct zh_options {
    zh_event_sink *on_event; /* NULL: nobody listens */
    void *event_context;
    unsigned wanted; /* the kinds to be told of, ored; what nobody wants costs nothing */
};

struct zh_pipeline;

/* The recipe that a pipeline runs when none is given. */
#define ZH_STANDARD_RECIPE "zhiconv | zhclean | zhpara | zhgloss | zhpunct | zhfmt -t md"

/* Opens the stages of a recipe, such as "zhiconv -f gbk | zhclean": filters with their options, quoted as in sh,
 * nothing executed. recipe NULL is ZH_STANDARD_RECIPE; options NULL is no listener. Output goes to the sink, in
 * pieces of any size. Returns NULL on error, with *error filled in; for a usage error its place holds the column in
 * the recipe (code points, line 1). The caller frees the pipeline. */
ZH_API struct zh_pipeline *zh_pipeline_open(const char *recipe, const struct zh_options *options, zh_sink *sink,
                                            void *context, struct zh_error *error);

/* Pushes n bytes in; n may be 0. The output does not depend on how input is cut into calls. Returns 0, or -1 with
 * the reason in zh_pipeline_error; after that only zh_pipeline_error and zh_pipeline_free are legal. */
ZH_API int zh_pipeline_write(struct zh_pipeline *pipeline, const void *bytes, size_t n);

/* Ends a document: what is held is flushed to the sink, and the pipeline is ready for the next document, with fresh
 * evidence and lines from 1. Returns as zh_pipeline_write. */
ZH_API int zh_pipeline_close(struct zh_pipeline *pipeline);

/* The error after a call returned -1; owned by the pipeline. Its kind is ZH_ERROR_NONE before. */
ZH_API const struct zh_error *zh_pipeline_error(const struct zh_pipeline *pipeline);

/* Legal at any moment, with NULL too. Unflushed text of an unclosed document is dropped. */
ZH_API void zh_pipeline_free(struct zh_pipeline *pipeline);

/* What zh_detect found. */
struct zh_detection {
    const char *encoding; /* WHATWG's spelling, a constant: "UTF-8", "GB18030", "Big5", "US-ASCII"; NULL: unknown */
    double confidence;    /* 0 to 1 */
    int bom;              /* 1 where a byte-order mark stands at the start */
};

/* Names the encoding of the n bytes that a document begins with; complete says that they are the whole document, so
 * that a character cut at their end counts as damage. No answer is better than a wrong one. */
ZH_API void zh_detect(const void *bytes, size_t n, int complete, struct zh_detection *detection);

/* Runs a recipe over one whole string. *result is set to a string that the caller frees, NUL-terminated for
 * convenience, of *result_size bytes without the NUL. Returns 0, or -1 with *error filled in and *result NULL. */
ZH_API int zh_convert(const char *recipe, const void *bytes, size_t n, char **result, size_t *result_size,
                      struct zh_error *error);

/* The version of the library that runs, as ZH_VERSION is that of the header. */
ZH_API const char *zh_version(void);

#ifdef __cplusplus
}
#endif

#endif

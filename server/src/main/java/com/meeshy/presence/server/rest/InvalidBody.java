package com.meeshy.presence.server.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says in a sentence what is wrong with a body, without words of the library that read it.
final class InvalidBody {
    private InvalidBody() {}

    static String sentence(@Nullable Throwable cause, ErrorContext context) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof StreamConstraintsException) {
                return "The body is nested too deeply, or holds a number that is too long.";
            }
            if (each.getMessage() != null && each.getMessage().startsWith("Duplicate field")) {
                return "The body names a field twice.";
            }
            if (each instanceof JsonMappingException mapping
                    && !mapping.getPath().isEmpty()) {
                return "The field " + path(mapping) + " has a value of the wrong kind.";
            }
            if (each instanceof JsonProcessingException) {
                return "The body is not valid JSON.";
            }
        }
        return context.getErrors().stream().findFirst().map(Error::getMessage).orElse("The request is not valid.");
    }

    private static String path(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}

package org.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ProblemException;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/// Says in the API document what the records of requests and answers say in Java: what may be null,
/// and that everything else is there. Answers write nulls out, so there every field is required.
final class RecordSchemas {

    private static final String REFERENCE = "#/components/schemas/";

    private final Map<String, Class<?>> records = new TreeMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    RecordSchemas(Collection<HandlerMethod> endpoints) {
        var answers = new ArrayList<ResolvableType>();
        var requests = new ArrayList<ResolvableType>();
        for (var endpoint : endpoints) {
            if (endpoint.getBeanType().isAnnotationPresent(Hidden.class)) {
                continue;
            }
            answers.add(ResolvableType.forMethodReturnType(endpoint.getMethod()));
            for (var parameter : endpoint.getMethodParameters()) {
                if (parameter.hasParameterAnnotation(RequestBody.class)) {
                    requests.add(ResolvableType.forMethodParameter(parameter));
                }
            }
        }
        requests.forEach(type -> visit(type, asked));
        answers.forEach(type -> visit(type, new LinkedHashSet<>()));
        visit(ResolvableType.forClass(Problem.class), new LinkedHashSet<>());
        visit(ResolvableType.forClass(ProblemException.FieldProblem.class), asked);
    }

    /// @param names of the schemas seen on this side
    private void visit(ResolvableType type, Set<String> names) {
        for (var argument : type.getGenerics()) {
            visit(argument, names);
        }
        var raw = type.resolve(Object.class);
        if (!raw.isRecord()) {
            return;
        }
        var other = records.put(name(type), raw);
        if (other != null && other != raw) {
            throw new IllegalStateException(
                    "%s and %s would be one schema; rename one".formatted(other, raw));
        }
        if (!names.add(name(type))) {
            return;
        }
        for (var component : raw.getRecordComponents()) {
            visit(ResolvableType.forMethodReturnType(component.getAccessor(), raw), names);
        }
    }

    /// As the library calls them.
    private static String name(ResolvableType type) {
        var name = new StringBuilder(type.resolve(Object.class).getSimpleName());
        for (var argument : type.getGenerics()) {
            name.append(name(argument));
        }
        return name.toString();
    }

    void describe(OpenAPI document) {
        var schemas = document.getComponents().getSchemas();
        records.forEach((name, type) -> {
            var schema = schemas.get(name);
            if (schema != null && schema.getProperties() != null) {
                describe(schema, type, !asked.contains(name));
            }
        });
    }

    private static void describe(Schema<?> schema, Class<?> type, boolean nullsAreWritten) {
        var properties = schema.getProperties();
        List<String> required = new ArrayList<>();
        for (var component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                describe(schema, component.getType(), nullsAreWritten);
                required.addAll(schema.getRequired());
                continue;
            }
            var name = component.getName();
            var property = properties.get(name);
            if (property == null) {
                continue;
            }
            eitherOf(ResolvableType.forMethodReturnType(component.getAccessor()), property);
            if (mayBeNull(component)) {
                properties.put(name, orNull(property));
            }
            if (!mayBeLeftOut(component) && (nullsAreWritten || !mayBeNull(component))) {
                required.add(name);
            }
        }
        schema.setRequired(required.stream().distinct().sorted().toList());
    }

    /// A sealed type is one of its records, all the way down; the library looks one step deep.
    private static void eitherOf(ResolvableType type, Schema<?> property) {
        if (type.hasGenerics() && property.getItems() != null) {
            eitherOf(type.getGeneric(0), property.getItems());
            return;
        }
        var raw = type.resolve(Object.class);
        var kinds = raw.getAnnotation(JsonSubTypes.class);
        if (!raw.isSealed() || kinds == null || property.getOneOf() == null) {
            return;
        }
        var discriminator =
                new Discriminator().propertyName(raw.getAnnotation(JsonTypeInfo.class).property());
        property.setOneOf(null);
        for (var kind : kinds.value()) {
            var reference = REFERENCE + kind.value().getSimpleName();
            discriminator.mapping(kind.name(), reference);
            property.addOneOfItem(new JsonSchema().$ref(reference));
        }
        property.setDiscriminator(discriminator);
    }

    private static boolean mayBeNull(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean mayBeLeftOut(RecordComponent component) {
        return component.getDeclaringRecord().isAnnotationPresent(JsonInclude.class)
                && Collection.class.isAssignableFrom(component.getType());
    }

    private static Schema<?> orNull(Schema<?> property) {
        if (property.get$ref() != null) {
            var reference = new JsonSchema();
            reference.set$ref(property.get$ref().replaceFirst("^(?!#)", REFERENCE));
            var nothing = new JsonSchema();
            nothing.addType("null");
            var either = new JsonSchema();
            either.setAnyOf(List.of(reference, nothing));
            return either;
        }
        if (property.getTypes() != null) {
            property.addType("null");
        }
        return property;
    }
}

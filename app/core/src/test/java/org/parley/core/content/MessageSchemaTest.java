package org.parley.core.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.kernel.Channel;
import org.parley.core.testing.RandomMessages;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is published and what is read are the same form.
class MessageSchemaTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode PUBLISHED = JSON.readTree(MessageSchema.json());
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(MessageSchema.json());

    @Test
    void takesEveryMessageThatMayBeStored() {
        RandomMessages messages = new RandomMessages(20261121);
        MessageContent form = new MessageContent();
        for (int i = 0; i < 1_000; i++) {
            String json = form.write(messages.next(new Channel("x")));
            assertThat(SCHEMA.validate(json, InputFormat.JSON)).as(json).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"version\":1,\"text\":\"a\"}",
                "{\"version\":2,\"content\":{}}",
                "{\"version\":2,\"content\":{\"body\":{\"type\":\"text\"}}}",
                "{\"version\":2,\"content\":{\"body\":{\"type\":\"poem\",\"text\":\"a\"}}}",
                "{\"version\":2,\"content\":{\"body\":{\"type\":\"text\",\"text\":\"a\",\"txt\":\"b\"}}}",
                "{\"version\":2,\"content\":{\"body\":{\"type\":\"image\",\"alt\":\"a\",\"url\":\"http://a.b/c.png\"}}}",
                "{\"version\":2,\"content\":{\"body\":{\"type\":\"text\",\"text\":\"a\"},\"buttons\":[{\"type\":\"call\",\"text\":\"a\",\"phone\":\"0664\"}]}}"
            })
    void refusesWhatIsNotOfTheForm(String json) {
        assertThat(SCHEMA.validate(json, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void hasEveryKindAndEveryFieldOfTheTypes() {
        kinds("part", Part.class);
        kinds("button", Button.class);
        fields("content", Content.class);
        fields("template", ProviderTemplate.class);
        assertThat(PUBLISHED.path("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(components(RichMessage.class));
    }

    private static void kinds(String name, Class<?> sealed) {
        List<Class<?>> records = records(sealed).toList();
        assertThat(PUBLISHED.at("/$defs/" + name + "/oneOf")).hasSameSizeAs(records);
        for (Class<?> record : records) {
            String type = type(sealed, record);
            List<String> fields = new ArrayList<>(components(record));
            fields.add("type");
            assertThat(PUBLISHED.at("/$defs/" + name + "_" + type + "/properties").propertyNames())
                    .as(type)
                    .containsExactlyInAnyOrderElementsOf(fields);
        }
    }

    private static String type(Class<?> sealed, Class<?> record) {
        return Arrays.stream(sealed.getAnnotation(JsonSubTypes.class).value())
                .filter(each -> each.value() == record)
                .findFirst()
                .orElseThrow()
                .name();
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(MessageSchemaTest::records);
    }

    private static void fields(String name, Class<?> record) {
        assertThat(PUBLISHED.at("/$defs/" + name + "/properties").propertyNames())
                .as(name)
                .containsExactlyInAnyOrderElementsOf(components(record));
    }

    private static List<String> components(Class<?> record) {
        return Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName).toList();
    }
}

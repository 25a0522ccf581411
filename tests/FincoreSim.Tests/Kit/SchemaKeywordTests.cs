using System.Text;
using FincoreSim.Language.Yaml;
using FincoreSim.Testing;

namespace FincoreSim.Tests.Kit;

public sealed class SchemaKeywordTests
{
    [TestCase("""{"$ref":"#/components/schemas/Account"}""", """{"id":"A-1"}""", """{"id":1}""",
        "#/id: expected type string, got 1")]
    [TestCase("""{"$ref":"#/components/schemas/With~1slash"}""", "1", "\"1\"", "#: expected type integer, got \"1\"")]
    [TestCase("""{"$ref":"#/components/schemas/Account","maxLength":1}""", "{}", "1", "#: expected type object, got 1")]
    [TestCase("""{"type":"string"}""", "\"a\"", "1", "#: expected type string, got 1")]
    [TestCase("""{"type":"number"}""", "1.5", "\"1.5\"", "#: expected type number, got \"1.5\"")]
    [TestCase("""{"type":"integer"}""", "1.0", "1.5", "#: expected type integer, got 1.5")]
    [TestCase("""{"type":"integer"}""", "1e300", "true", "#: expected type integer, got true")]
    [TestCase("""{"type":"boolean"}""", "false", "0", "#: expected type boolean, got 0")]
    [TestCase("""{"type":"array"}""", "[]", "{}", "#: expected type array, got {}")]
    [TestCase("""{"type":"object"}""", "{}", "null", "#: expected type object, got null")]
    [TestCase("""{"type":["null","string"]}""", "null", "1", "#: expected type null or string, got 1")]
    [TestCase("""{"required":["a","b"]}""", """{"a":1,"b":null}""", """{"a":1}""",
        "#/b: expected to be there, but it is missing")]
    [TestCase("""{"properties":{"a/b":{"type":"null"}}}""", """{"c":1}""", """{"a/b":1}""", "#/a~1b: expected type null, got 1")]
    [TestCase("""{"properties":{"a":{}},"additionalProperties":false}""", """{"a":1}""", """{"b":1}""",
        "#/b: expected no such property (additionalProperties is false), got 1")]
    [TestCase("""{"properties":{"a":{}},"additionalProperties":{"type":"string"}}""", """{"a":1,"b":"x"}""", """{"b":1}""",
        "#/b: expected type string, got 1")]
    [TestCase("""{"items":{"type":"string"}}""", """["a"]""", """["a",1]""", "#/1: expected type string, got 1")]
    [TestCase("""{"enum":["A","B",null]}""", "null", "\"C\"", """#: expected one of ["A","B",null], got "C" """)]
    [TestCase("""{"const":{"a":1}}""", """{"a":1.0}""", """{"a":2}""", """#: expected exactly {"a":1}, got {"a":2}""")]
    [TestCase("""{"pattern":"^[0-9]{3}$"}""", "\"123\"", "\"1234\"", """#: expected a string matching ^[0-9]{3}$, got "1234" """)]
    [TestCase("""{"pattern":"^\\d$"}""", "\"1\"", "\"1\\n\"", """#: expected a string matching ^\d$, got "1\n" """)]
    [TestCase("""{"pattern":"^\\d$"}""", "\"1\"", "\"٣\"", """#: expected a string matching ^\d$, got "٣" """)]
    [TestCase("""{"pattern":"[$]"}""", "\"a$\"", "\"a\"", """#: expected a string matching [$], got "a" """)]
    [TestCase("""{"pattern":"^\\p{L}+$"}""", "\"ñ\"", "\"1\"", """#: expected a string matching ^\p{L}+$, got "1" """)]
    [TestCase("""{"minLength":2}""", "\"ab\"", "\"😀\"", "#: expected at least 2 characters, got \"😀\"")]
    [TestCase("""{"maxLength":1}""", "\"😀\"", "\"ab\"", "#: expected at most 1 characters, got \"ab\"")]
    [TestCase("""{"minimum":1}""", "1", "0.99", "#: expected at least 1, got 0.99")]
    [TestCase("""{"maximum":1}""", "1", "1.000000000000000001", "#: expected at most 1, got 1.000000000000000001")]
    [TestCase("""{"maximum":1}""", "-1e300", "1e300", "#: expected at most 1, got 1e300")]
    [TestCase("""{"exclusiveMinimum":1}""", "1.01", "1", "#: expected more than 1, got 1")]
    [TestCase("""{"exclusiveMaximum":1}""", "0", "1", "#: expected less than 1, got 1")]
    [TestCase("""{"minItems":1}""", "[1]", "[]", "#: expected at least 1 items, got 0")]
    [TestCase("""{"maxItems":1}""", "[1]", "[1,2]", "#: expected at most 1 items, got 2")]
    [TestCase("""{"uniqueItems":true}""", "[1,2]", "[1,2,1.0]", "#/2: expected an item unlike item 0, got 1.0")]
    [TestCase("""{"oneOf":[{"type":"string"},{"type":"integer"}]}""", "1", "null",
        "#: expected one of the schemas of oneOf to match, none did: "
        + "(1) #: expected type string, got null; (2) #: expected type integer, got null")]
    [TestCase("""{"oneOf":[{"type":"number"},{"type":"integer"}]}""", "1.5", "1",
        "#: expected exactly one of the schemas of oneOf to match, 2 did")]
    [TestCase("""{"anyOf":[{"type":"number"},{"type":"integer"}]}""", "1", "null",
        "#: expected one of the schemas of anyOf to match, none did: "
        + "(1) #: expected type number, got null; (2) #: expected type integer, got null")]
    [TestCase("""{"allOf":[{"required":["a"]},{"properties":{"b":{"const":1}}}]}""", """{"a":1,"b":1}""", """{"a":1,"b":2}""",
        "#/b: expected exactly 1, got 2")]
    [TestCase("""{"not":{"type":"null"}}""", "1", "null",
        """#: expected something that does not match {"type":"null"}, got null""")]
    [TestCase("""{"properties":{"a":false,"b":true}}""", """{"b":1}""", """{"a":1}""",
        "#/a: expected nothing (the schema is false), got 1")]
    [TestCase("""{"discriminator":{"propertyName":"kind"}}""", """{"kind":"A"}""", "{}",
        "#/kind: expected to be there, since it tells the schemas apart, but it is missing")]
    [TestCase("""{"discriminator":{"propertyName":"kind","mapping":{"A":"#","B":"#"}}}""", """{"kind":"A"}""", """{"kind":"C"}""",
        """#/kind: expected one of the discriminator's values (A, B), got "C" """)]
    public void A_keyword_lets_one_value_through_and_names_what_is_wrong_with_another(
        string schema,
        string valid,
        string invalid,
        string violation)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Check(schema, valid), Is.Empty);
            Assert.That(Check(schema, invalid), Is.EqualTo(new[] { violation.TrimEnd() }));
        });
    }

    [TestCase("uuid", "0197c1d4-0000-7000-8000-000000000001", "0197c1d4000070008000000000000001")]
    [TestCase("date", "2026-02-28", "2026-02-30")]
    [TestCase("date-time", "2026-02-28T10:00:00.123Z", "2026-02-28 10:00:00Z")]
    [TestCase("date-time", "2026-02-28T10:00:00-06:00", "2026-02-28T10:00:00")]
    [TestCase("date-time", "2026-02-28t10:00:00z", "2026-02-28T25:00:00Z")]
    [TestCase("time", "23:59:59", "24:00:00")]
    [TestCase("email", "a@b.mx", "a.b.mx")]
    [TestCase("uri", "https://a.mx/b", "/b")]
    [TestCase("byte", "YWJj", "not base64!")]
    public void A_string_format_is_checked_loosely(string format, string valid, string invalid)
    {
        var schema = $$"""{"format":"{{format}}"}""";

        Assert.Multiple(() =>
        {
            Assert.That(Check(schema, $"\"{valid}\""), Is.Empty);
            Assert.That(Check(schema, $"\"{invalid}\""), Is.EqualTo(new[] { $"#: expected format {format}, got \"{invalid}\"" }));
            Assert.That(Check(schema, "1"), Is.Empty);
        });
    }

    [TestCase("int32", "2147483647", "2147483648")]
    [TestCase("int64", "-9223372036854775808", "9223372036854775808")]
    public void A_number_format_is_a_range(string format, string valid, string invalid)
    {
        var schema = $$"""{"format":"{{format}}"}""";

        Assert.Multiple(() =>
        {
            Assert.That(Check(schema, valid), Is.Empty);
            Assert.That(Check(schema, invalid), Is.EqualTo(new[] { $"#: expected format {format}, got {invalid}" }));
            Assert.That(Check(schema, "\"text\""), Is.Empty);
        });
    }

    [TestCase("""{"minLength":9,"pattern":"x","format":"uuid","minimum":9,"minItems":9,"required":["a"]}""", "null")]
    [TestCase("""{"items":false,"properties":{"a":false},"additionalProperties":false,"maxLength":0}""", "1")]
    [TestCase("""{"uniqueItems":true,"discriminator":{"propertyName":"a"}}""", "\"x\"")]
    public void A_keyword_says_nothing_of_values_of_another_type(string schema, string value) =>
        Assert.That(Check(schema, value), Is.Empty);

    [Test]
    public void Annotations_are_let_pass() =>
        Assert.That(
            Check(
                """
                {"title":"t","description":"d","$comment":"c","default":1,"example":1,"examples":[1],"deprecated":true,
                 "readOnly":true,"writeOnly":false,"externalDocs":{},"$defs":{"a":{"odd":1}},"x-note":1}
                """,
                "1"),
            Is.Empty);

    [TestCase("""{"nullable":true}""", "#: the checker does not know the schema keyword nullable")]
    [TestCase("""{"anyOf":[{"odd":1,"type":"string"},{"type":"integer"}]}""",
        "#: the checker does not know the schema keyword odd")]
    [TestCase("""{"format":"clabe"}""", "#: the checker does not know the format clabe")]
    [TestCase("""{"$ref":"#/components/schemas/Absent"}""",
        "#: the document refers to #/components/schemas/Absent, which it does not have")]
    [TestCase("""{"$ref":"other.json"}""", "#: the document refers to other.json, which it does not have")]
    [TestCase("""{"$ref":"#/components/schemas/Circle"}""", "#: the document's schemas go more than 200 levels deep here")]
    [TestCase("""{"exclusiveMinimum":true}""", "#: the checker cannot read the document's exclusiveMinimum: true")]
    [TestCase("""{"allOf":["text"]}""", "#: the document has String where a schema should be")]
    public void What_the_checker_does_not_understand_is_a_violation(string schema, string violation) =>
        Assert.That(Check(schema, "1"), Is.EqualTo(new[] { violation }));

    [Test]
    public void A_pattern_that_cannot_be_run_is_a_violation() =>
        Assert.That(Check("""{"pattern":"("}""", "\"x\""), Has.One.StartsWith("#: the checker cannot run the pattern ("));

    [Test]
    public void Every_violation_is_listed_with_its_place()
    {
        var violations = Check(
            """{"items":{"required":["id"],"properties":{"tags":{"items":{"type":"string"}}}}}""",
            """[{"id":1},{"tags":["a",2]},{"id":3,"tags":[4]}]""");

        Assert.That(violations, Is.EqualTo(new[]
        {
            "#/1/id: expected to be there, but it is missing",
            "#/1/tags/1: expected type string, got 2",
            "#/2/tags/0: expected type string, got 4",
        }));
    }

    [Test]
    public void A_schema_that_refers_to_itself_follows_the_value_down()
    {
        const string Schema = """{"$ref":"#/components/schemas/Node"}""";

        Assert.That(Check(Schema, """{"next":{"next":null}}"""), Is.Empty);
        Assert.That(Check(Schema, """{"next":{"next":{"next":1}}}"""), Is.EqualTo(new[]
        {
            "#/next/next/next: expected type object or null, got 1",
        }));
    }

    private static IReadOnlyList<string> Check(string schema, string body) =>
        new OpenApiChecker($$"""
            {
              "openapi": "3.1.1",
              "paths": { "/x": { "get": { "responses": {
                "200": { "content": { "application/json": { "schema": {{schema}} } } }
              } } } },
              "components": { "schemas": {
                "Account": { "type": "object", "properties": { "id": { "type": "string" } } },
                "With/slash": { "type": "integer" },
                "Circle": { "$ref": "#/components/schemas/Circle" },
                "Node": { "type": ["object", "null"], "properties": { "next": { "$ref": "#/components/schemas/Node" } } }
              } }
            }
            """).Check("GET", "/x", 200, "application/json", Encoding.UTF8.GetBytes(body));
}

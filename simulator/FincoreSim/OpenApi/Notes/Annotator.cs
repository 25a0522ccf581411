using System.Text.Json.Nodes;
using FincoreSim.Domain.Primitives;
using FincoreSim.Fidelity;
using Microsoft.OpenApi;

namespace FincoreSim.OpenApi.Notes;

/// <summary>
/// Completes the descriptions of the API's document: what its contracts say of themselves, then the notes, then the form, then
/// the source. What no page documents carries its label beside. A part without notes is an error, so that none is forgotten.
/// </summary>
internal static class Annotator
{
    /// <summary>The extension that labels what is observed or assumed.</summary>
    public const string Label = "x-fincoresim-label";

    private static readonly FrozenDictionary<string, SchemaNotes> Notes =
        new[] { ResourceNotes.All, PaymentNotes.All, WebhookNotes.All }.SelectMany(notes => notes)
            .ToFrozenDictionary(notes => notes.Schema);

    public static void Complete(OpenApiDocument document)
    {
        var operations = document.Paths.Values.Concat(document.Webhooks?.Values ?? [])
            .SelectMany(path => path.Operations!.Values);
        foreach (var operation in operations)
        {
            Complete(operation);
        }

        foreach (var (name, schema) in document.Components!.Schemas!)
        {
            Complete((OpenApiSchema)schema, Notes[name]);
        }
    }

    private static void Complete(OpenApiOperation operation)
    {
        var note = OperationNotes.All[operation.OperationId!];
        operation.Description = Words(operation.Description, note, form: "");
        operation.Extensions = LabelOf(note.Source) is { } label ? With(operation.Extensions, label) : operation.Extensions;
        foreach (var parameter in (operation.Parameters ?? []).Cast<OpenApiParameter>())
        {
            var its = OperationNotes.OfParameter(operation.OperationId!, parameter.Name!);
            parameter.Description = Words(parameter.Description, its, Forms.Of(parameter.Schema!));
            parameter.Extensions = LabelOf(its.Source) is { } sure ? With(parameter.Extensions, sure) : parameter.Extensions;
        }
    }

    private static void Complete(OpenApiSchema schema, SchemaNotes notes)
    {
        schema.Description = Words(schema.Description, notes.Note, form: "");
        schema.Extensions = LabelOf(notes.Note.Source) is { } label ? With(schema.Extensions, label) : schema.Extensions;
        foreach (var (name, member) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            Complete(member, notes.Members[name]);
        }
    }

    private static void Complete(IOpenApiSchema member, Note note)
    {
        var label = LabelOf(note.Source);
        if (member is OpenApiSchemaReference reference)
        {
            // What is said here stands beside the reference; the schema that it leads to has words of its own.
            reference.Description = Words(null, note, form: "");
            reference.Extensions = label is null ? reference.Reference.Extensions : With(reference.Reference.Extensions, label);
            return;
        }

        var schema = (OpenApiSchema)member;
        schema.Description = Words(schema.Description, note, Forms.Of(schema));
        schema.Extensions = label is null ? schema.Extensions : With(schema.Extensions, label);
    }

    private static string Words(string? said, Note note, string form)
    {
        string?[] parts = [said, note.Text, said == form ? "" : form, note.Source.Sentence];
        return string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    /// <summary>The label of what no page documents; null where one does.</summary>
    public static string? LabelOf(Source source) =>
        source.Label == BehaviourLabel.Documented ? null : WireName<BehaviourLabel>.Of(source.Label).ToLowerInvariant();

    /// <summary>The extensions with a label.</summary>
    public static IDictionary<string, IOpenApiExtension> With(IDictionary<string, IOpenApiExtension>? extensions, string label)
    {
        var all = extensions ?? new Dictionary<string, IOpenApiExtension>();
        all[Label] = new JsonNodeExtension(JsonValue.Create(label));
        return all;
    }
}

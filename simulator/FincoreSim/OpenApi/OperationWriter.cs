using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FincoreSim.Api.Auth;
using FincoreSim.Api.Http;
using FincoreSim.Domain.Transactions;
using FincoreSim.Json;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;

namespace FincoreSim.OpenApi;

/// <summary>Describes one operation from what the pipeline knows of it.</summary>
internal sealed partial class OperationWriter(DocumentPlan plan, OpenApiDocument document, SchemaBook schemas)
{
    public const string Json = "application/json";

    private const string Default = "default";
    private const string DocumentedKey = "money_out";
    private static readonly ImmutableArray<string> Bodiless = ["204", "205", "304"];
    private readonly ErrorResponses _errors = new(plan, document, schemas);

    public void Write(OpenApiOperation target, ApiDescription description)
    {
        var operation = DocumentPlan.OperationOf(description)!;
        target.OperationId = operation.Id;
        target.Summary = operation.Summary;
        target.Description = operation.Description.Length > 0 ? operation.Description : null;
        target.Deprecated = operation.IsDeprecated;
        target.Tags = new HashSet<OpenApiTagReference> { new(operation.Module, document) };
        target.Security = SecurityOf(operation.Auth);
        target.Parameters = [.. PathParameters(description.RelativePath!), .. operation.Query.Select(Query),
            .. Headers(operation)];
        target.RequestBody = operation.Body is { } body ? BodyOf(body) : null;
        target.Responses = ResponsesOf(operation);
    }

    private List<OpenApiSecurityRequirement> SecurityOf(AuthScheme auth) => auth switch
    {
        AuthScheme.Bearer => [Requirement(FincoreDocument.Bearer)],
        AuthScheme.ApiKey => [Requirement(FincoreDocument.ApiKey)],
        AuthScheme.Both => [Requirement(FincoreDocument.Bearer, FincoreDocument.ApiKey)],
        AuthScheme.Admin => [[], Requirement(ControlDocument.AdminToken)],
        _ => [],
    };

    private OpenApiSecurityRequirement Requirement(params ReadOnlySpan<string> schemes)
    {
        var requirement = new OpenApiSecurityRequirement();
        foreach (var scheme in schemes)
        {
            requirement.Add(new OpenApiSecuritySchemeReference(scheme, document), []);
        }

        return requirement;
    }

    private IEnumerable<IOpenApiParameter> PathParameters(string path) => RouteParameter().Matches(path).Select(match =>
    {
        var name = match.Groups[1].Value;
        var member = plan.PathMembers.GetValueOrDefault(name) ?? Member.Uuid(name, "");
        return Parameter(member with { Name = name, IsRequired = true }, ParameterLocation.Path);
    });

    private static OpenApiParameter Query(Member member) => Parameter(member, ParameterLocation.Query);

    /// <summary>
    /// Keys are documented for money_out only; where else they count, and how a call may end, are the simulator's own.
    /// </summary>
    private IEnumerable<IOpenApiParameter> Headers(ApiOperation operation)
    {
        var isDocumented = operation.KeyedAs == DocumentedKey;
        if (operation.KeyedAs is { } method && (isDocumented || plan.ShowsSimulatorsOwn))
        {
            yield return Parameter(
                Member.Uuid(
                    "Idempotency-Key",
                    (isDocumented ? "" : "Looked at where the sandbox has the switch idempotency: all. ")
                    + $"Makes retries safe: UUID version 5 of client_id, {method} and the SHA-256 of the canonical body, in the "
                    + $"environment's namespace. "
                    + "The first answer, success or error, is kept for 24 hours and given again to the same key and body. The "
                    + "same key with another "
                    + "body is 409, and so is one whose first call has not been answered yet (operation_in_progress).",
                    required: false,
                    example: "66c0b04f-97d6-592d-8396-199819064afa"),
                ParameterLocation.Header);
        }

        if (operation.TakesOutcome && plan.ShowsSimulatorsOwn)
        {
            yield return Parameter(
                Member.Text(ApiCall.OutcomeHeader, $"The simulator's own: how this call ends. One of {CallOutcome.Forms}.",
                    required: false),
                ParameterLocation.Header);
        }
    }

    private static OpenApiParameter Parameter(Member member, ParameterLocation place) => new()
    {
        Name = member.Name,
        In = place,
        Required = member.IsRequired,
        Description = member.Description.Length > 0 ? member.Description : null,
        Schema = RequestSchemas.OfParameter(member),
        Example = RequestSchemas.Example(member),
    };

    private OpenApiRequestBody BodyOf(BodyShape shape)
    {
        var media = new OpenApiMediaType { Schema = schemas.Of(shape) };
        var examples = RequestSchemas.Examples(shape).ToArray();
        if (examples is [var (_, only)])
        {
            media.Example = only;
        }
        else
        {
            media.Examples =
                examples.ToDictionary(one => one.Name, one => (IOpenApiExample)new OpenApiExample { Value = one.Example });
        }

        var isRequired = !plan.LetsBodiesOut || shape.Members.Any(member => member.IsRequired);
        return new OpenApiRequestBody
        {
            Required = isRequired,
            Content = new Dictionary<string, OpenApiMediaType> { [Json] = media }
        };
    }

    private OpenApiResponses ResponsesOf(ApiOperation operation)
    {
        var responses = new OpenApiResponses();
        if (operation.AnswersAnyStatus)
        {
            foreach (var status in Bodiless)
            {
                responses.Add(status, new OpenApiResponse { Description = "Without a body, as every answer with this status." });
            }

            responses.Add("400", AnyStatus(operation));
            responses.Add(Default, AnyStatus(operation));
            return responses;
        }

        foreach (var status in new SortedSet<int> { operation.Status, operation.SwitchedStatus ?? operation.Status })
        {
            responses.Add(status.ToString(CultureInfo.InvariantCulture), Success(operation, status));
        }

        var errors = new SortedSet<int>([.. plan.CommonErrors, .. operation.Errors]);
        if (operation.Auth == AuthScheme.None)
        {
            errors.Remove(StatusCodes.Status401Unauthorized);
        }

        foreach (var status in errors.Select(error => error.ToString(CultureInfo.InvariantCulture)).Append(Default))
        {
            responses.Add(status, _errors.Of(operation, status));
        }

        return responses;
    }

    private OpenApiResponse Success(ApiOperation operation, int status) => new()
    {
        Description = (status, operation.SwitchedStatus) switch
        {
            (StatusCodes.Status201Created, null) => "Created.",
            (StatusCodes.Status202Accepted, _) => "Taken; it goes on in the background.",
            (StatusCodes.Status201Created, _) => "As 200, where the sandbox's switch says so.",
            (StatusCodes.Status409Conflict, _) => "It is not so.",
            _ => "Done.",
        },
        Headers = operation.KeyedAs is null || !plan.ShowsSimulatorsOwn ? null : new Dictionary<string, IOpenApiHeader>
        {
            ["X-Fincore-Sim-Idempotent-Replay"] = new OpenApiHeader
            {
                Description = "There when an earlier answer is given again.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [(JsonNode)"true"] },
            },
        },
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [operation.ContentType] = new OpenApiMediaType
            {
                Schema = schemas.Of(operation.Answer),
                Example = status == operation.Status ? plan.AnswerExample(operation.Id) : null,
            },
        },
    };

    private OpenApiResponse AnyStatus(ApiOperation operation) => new()
    {
        Description = "The status of the path; 400 where it is none.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [Json] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema { AnyOf = [schemas.Of(operation.Answer), schemas.Of(plan.Error)] }
            },
        },
    };

    [GeneratedRegex(@"\{([^/{}:]+)[^/{}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex RouteParameter();
}

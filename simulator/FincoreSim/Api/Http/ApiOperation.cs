using System.Text.Json.Serialization.Metadata;
using FincoreSim.Api.Auth;
using FincoreSim.Json;

namespace FincoreSim.Api.Http;

/// <summary>
/// What the pipeline and the OpenAPI document need to know of one operation, from one place. The identity of an operation in
/// error bodies is module and method (documented for Transactions / InternalTransaction, assumed for the others).
/// </summary>
/// <param name="Id">The operationId.</param>
/// <param name="Module">The module of error bodies.</param>
/// <param name="Method">The method_name of error bodies.</param>
/// <param name="Summary">One line for people.</param>
internal sealed record ApiOperation(string Id, string Module, string Method, string Summary)
{
    /// <summary>More than one line for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>How it is authenticated.</summary>
    public AuthScheme Auth { get; init; } = AuthScheme.Bearer;

    /// <summary>The shape of the body; null where it has none.</summary>
    public BodyShape? Body { get; init; }

    /// <summary>The type of the answer.</summary>
    public required JsonTypeInfo Answer { get; init; }

    /// <summary>The status of success.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Another status of the same answer, where a switch or a verdict decides; null where there is one only.</summary>
    public int? SwitchedStatus { get; init; }

    /// <summary>The media type of the answer.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Whether the caller chooses the status of the answer.</summary>
    public bool AnswersAnyStatus { get; init; }

    /// <summary>The name under which idempotency keys know it: <c>money_out</c>; null where no key counts.</summary>
    public string? KeyedAs { get; init; }

    /// <summary>Whether the header <see cref="ApiCall.OutcomeHeader"/> may ask for how one call ends.</summary>
    public bool TakesOutcome { get; init; }

    /// <summary>The query parameters.</summary>
    public ImmutableArray<Member> Query { get; init; } = [];

    /// <summary>Whether it is deprecated (documented).</summary>
    public bool IsDeprecated { get; init; }

    /// <summary>The error statuses it documents beside 400, 401 and 403.</summary>
    public ImmutableArray<int> Errors { get; init; } = [];
}

/// <summary>The query parameters that several operations share.</summary>
internal static class QueryMembers
{
    public static ImmutableArray<Member> Pages(string sizeName) =>
    [
        Member.Of("page", MemberKind.Integer, "Which page, from 1.", example: "1"),
        Member.Of(sizeName, MemberKind.Integer,
            $"How many items per page; {Paging.SizeDefault} by default, at most {Paging.SizeMax}.", example: "50"),
    ];
}

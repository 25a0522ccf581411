using Microsoft.AspNetCore.Routing.Patterns;

namespace FincoreSim.Api.Http;

/// <summary>
/// Matches the literal parts of the API's paths with case, which routing does not: <c>/V1/CLIENTS</c> would pass here and fail at
/// Fincore. The control API stays as lenient as it was.
/// </summary>
internal static class PathCase
{
    private const string ApiRoot = "/v1/";

    /// <summary>Takes the route away from a request that is written otherwise, so that it is answered as unknown.</summary>
    public static void UsePathCase(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint() is RouteEndpoint { RoutePattern: { RawText: { } text } pattern }
            && text.StartsWith(ApiRoot, StringComparison.Ordinal) && !IsAsWritten(pattern, context.Request.Path.Value!))
        {
            context.SetEndpoint(null);
        }

        return next(context);
    });

    private static bool IsAsWritten(RoutePattern pattern, ReadOnlySpan<char> path)
    {
        var index = 0;
        foreach (var range in path.TrimStart('/').Split('/'))
        {
            if (index < pattern.PathSegments.Count && pattern.PathSegments[index++].Parts is [RoutePatternLiteralPart literal]
                && !path.TrimStart('/')[range].SequenceEqual(literal.Content))
            {
                return false;
            }
        }

        return true;
    }
}

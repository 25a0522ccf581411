using FincoreSim.Language.Yaml;
using Microsoft.AspNetCore.Routing.Patterns;

namespace FincoreSim.Control;

/// <summary>
/// Tells who called a route that the control API does not have which one was probably meant: the one whose words differ in the
/// fewest letters, also where the sandbox was left out or something was written behind. Thread-safe.
/// </summary>
internal sealed class RouteHints(EndpointDataSource endpoints)
{
    private const string Prefix = "/_sim/";

    /// <summary>What a segment that was left out counts; only the sandbox and the word before it are left out.</summary>
    private const int LeftOut = 3;

    /// <summary>What a segment too many at the end counts.</summary>
    private const int TooMany = 4;

    /// <summary>The most that a route may differ to be meant.</summary>
    private const int Most = 9;

    private const int Never = 1000;

    // The routes are all there when the first request comes.
    private readonly Lazy<ImmutableArray<Route>> _routes = new(() => [.. Routes(endpoints)]);

    /// <summary>A sentence for a path that leads nowhere; null where there is nothing to say.</summary>
    public string? ForUnknown(string method, PathString path)
    {
        var asked = SegmentsOf(path);
        var meant = _routes.Value
            .Select(route => (Route: route, Way: WayTo(route, asked)))
            .Where(found => found.Way.Cost <= Most)
            .OrderBy(found => found.Way.Cost)
            .ThenBy(found => found.Route.Method != method)
            .ThenBy(found => found.Route.Segments.Length)
            .FirstOrDefault();
        return meant.Route is not null ? $"Did you mean {meant.Route.Method} {Prefix[..^1]}{meant.Way.Path}?" : KnownBelow(asked);
    }

    /// <summary>A sentence for a path that takes other methods; null where there is nothing to say.</summary>
    public string? ForMethod(PathString path)
    {
        var asked = SegmentsOf(path);
        string[] methods = [.. _routes.Value
            .Where(route => route.Segments.Length == asked.Length && Begins(route, asked, asked.Length))
            .Select(route => route.Method).Distinct().Order(StringComparer.Ordinal)];
        return methods.Length == 0
            ? null
            : $"Did you mean {string.Join(" or ", methods)} {Prefix}{string.Join('/', asked.Select(Shown))}?";
    }

    /// <summary>What there is below the longest beginning of a path that leads somewhere.</summary>
    private string? KnownBelow(string[] asked)
    {
        for (var depth = Math.Max(0, asked.Length - 1); depth >= 0; depth--)
        {
            string[] next = [.. _routes.Value
                .Where(route => route.Segments.Length > depth && Begins(route, asked, depth))
                .Select(route => route.Segments[depth]).Where(segment => !segment.IsParameter)
                .Select(segment => segment.Text).Distinct().Order(StringComparer.Ordinal)];
            if (next.Length > 0)
            {
                var beginning = string.Concat(asked.Take(depth).Select(segment => $"{Shown(segment)}/"));
                return $"Known below {Prefix}{beginning} are {string.Join(", ", next)}.";
            }
        }

        return null;
    }

    /// <summary>Whether the beginning of a path is that of a route.</summary>
    private static bool Begins(Route route, string[] asked, int depth) => depth <= route.Segments.Length
        && Enumerable.Range(0, depth).All(index => DifferenceOf(asked[index], route.Segments[index]) == 0);

    private static Way WayTo(Route route, string[] asked)
    {
        var segments = route.Segments;
        if (asked.Length == segments.Length + 1 && !segments[^1].IsParameter && Begins(route, asked, segments.Length))
        {
            return new Way(TooMany, string.Concat(asked.Take(segments.Length).Select(segment => $"/{Shown(segment)}")), 1);
        }

        // What is left out stands at the beginning: the word for sandboxes, or that and the sandbox.
        return segments.Length - asked.Length is >= 0 and <= 2 and var left
            ? Along(segments, left, asked)
            : new Way(Never, "", 0);
    }

    private static Way Along(ImmutableArray<Segment> segments, int left, string[] asked)
    {
        var way = new Way(left * LeftOut, string.Concat(segments.Take(left).Select(segment => $"/{segment}")), 0);
        foreach (var (segment, word) in segments.Skip(left).Zip(asked))
        {
            var (shown, words) = segment.IsParameter ? (Shown(word), 0) : (segment.Text, 1);
            way = new Way(way.Cost + DifferenceOf(word, segment), $"{way.Path}/{shown}", way.Words + words);
        }

        // Who wrote no word of the route did not mean it.
        return way.Words > 0 ? way : way with { Cost = Never };
    }

    private static int DifferenceOf(string word, Segment segment) =>
        segment.IsParameter || string.Equals(word, segment.Text, StringComparison.OrdinalIgnoreCase) ? 0
        : Nearest.Between(word, segment.Text) is { } letters ? Math.Max(1, letters)
        : Never;

    private static string Shown(string segment) => Uri.EscapeDataString(Unknown.Shown(segment));

    private static string[] SegmentsOf(PathString path) =>
        [.. (path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1)];

    private static IEnumerable<Route> Routes(EndpointDataSource endpoints) => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(endpoint => new Route(
            endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0],
            [.. endpoint.RoutePattern.PathSegments.Skip(1).Select(segment => SegmentOf(segment.Parts[0]))]));

    private static Segment SegmentOf(RoutePatternPart part) =>
        part is RoutePatternParameterPart parameter
            ? new Segment(parameter.Name, true)
            : new Segment(((RoutePatternLiteralPart)part).Content, false);

    /// <summary>A route without its prefix.</summary>
    private sealed record Route(string Method, ImmutableArray<Segment> Segments);

    private readonly record struct Segment(string Text, bool IsParameter)
    {
        public override string ToString() => IsParameter ? $"{{{Text}}}" : Text;
    }

    /// <summary>
    /// How a path becomes that of a route: what that costs, the path, and how many words of the route were written.
    /// </summary>
    private readonly record struct Way(int Cost, string Path, int Words);
}

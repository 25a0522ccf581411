using FincoreSim.Worlds;

namespace FincoreSim.Pages.Layout;

/// <summary>One call of a page. Used by one request.</summary>
internal sealed class PageCall(HttpContext context, SandboxRegistry sandboxes, PageToken token)
{
    public HttpContext Context => context;

    public SandboxRegistry Sandboxes => sandboxes;

    public string Token => token.Text;

    public string Id => (string)context.GetRouteValue("sb")!;

    /// <summary>Path and query without the word on what was just done.</summary>
    public string Here => context.Request.Path + QueryString.Create(context.Request.Query.Where(pair => pair.Key != "done"));

    public string? Done => Text("done");

    /// <summary>How far the sandbox had come before anything of it was read for this page.</summary>
    public string Mark { get; } = sandboxes.Find((string)context.GetRouteValue("sb")!) is { } sandbox ? LiveMark.Of(sandbox) : "";

    /// <summary>A link with those members that have a value.</summary>
    public static string Link(string path, params (string Name, string? Value)[] query) =>
        path + QueryString.Create(
            query.Where(one => one.Value is not null).Select(one => KeyValuePair.Create(one.Name, one.Value)));

    /// <summary>A member of the query; null where it is not given or empty.</summary>
    public string? Text(string name) => context.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>A number of the query; null where it is none.</summary>
    public long? Number(string name) =>
        long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>An id of the path; what is none does not exist.</summary>
    public Guid PathId => Guid.TryParse((string)context.GetRouteValue("id")!, out var id) ? id : Guid.Empty;
}

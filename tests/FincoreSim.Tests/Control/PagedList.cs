using System.Text.Json;
using FincoreSim.Control.Sandboxes;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Control;

/// <summary>A list of the control API, read as its users read it: on and on by the next of each page.</summary>
/// <param name="App">The simulator.</param>
/// <param name="Path">The list, with a query or without.</param>
internal sealed record PagedList(SimulatorApp App, string Path)
{
    /// <summary>Where the items are in the answer.</summary>
    public string Items { get; init; } = "items";

    /// <summary>A page, as it comes.</summary>
    public async Task<Answer> PageAsync(int limit, string? after = null) =>
        (await App.Anybody.GetAsync(
            $"{Path}{(Path.Contains('?') ? '&' : '?')}limit={limit}{(after is null ? "" : $"&after={after}")}")).ShouldBe(200);

    /// <summary>Every item, by pages of this size.</summary>
    /// <param name="limit">The most of a page.</param>
    /// <param name="between">What happens between one page and the next.</param>
    public async Task<List<string>> WalkAsync(int limit, Func<Task>? between = null)
    {
        const int PagesMax = 1000;
        var all = new List<string>();
        string? after = null;
        for (var pages = 0; pages < PagesMax; pages++)
        {
            var page = await PageAsync(limit, after);
            var items = page.At(Items).EnumerateArray().Select(item => item.GetRawText()).ToArray();
            Assert.That(items, Has.Length.AtMost(limit));
            all.AddRange(items);
            if (page.At("next").ValueKind == JsonValueKind.Null)
            {
                return all;
            }

            Assert.That(items, Is.Not.Empty, "a page that goes on has something");
            after = page["next"];
            await (between?.Invoke() ?? Task.CompletedTask);
        }

        throw new AssertionException($"{Path} does not end");
    }
}

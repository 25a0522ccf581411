using FincoreSim.Api.Auth;
using FincoreSim.Control.Rules;
using FincoreSim.Control.Sandboxes;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Worlds;

namespace FincoreSim.Pages.Layout;

/// <summary>What stands around every page: the sandboxes, the areas, the clock, and what is armed.</summary>
internal sealed record Frame : PageModel
{
    /// <summary>How many sandboxes the menu lists, and how many rules the band names.</summary>
    private const int SandboxesMax = 20;
    private const int RulesMax = 3;

    public static ImmutableArray<Area> Areas { get; } =
        [new("", "Overview"), new("payments", "Payments"), new("webhooks", "Webhooks"), new("requests", "Requests"), new("rules", "Rules"), new("act", "Act")];

    public required string Sandbox { get; init; }

    public required string Name { get; init; }

    public required string Area { get; init; }

    public required string Title { get; init; }

    /// <summary>Where the reader is: path and query, to which a form leads back.</summary>
    public required string Here { get; init; }

    public required string Token { get; init; }

    /// <summary>Whether the reader had to give the admin token.</summary>
    public required bool IsGuarded { get; init; }

    /// <summary>How far the sandbox had come when the page began to be read.</summary>
    public required string Mark { get; init; }

    public required ImmutableArray<SandboxLink> Sandboxes { get; init; }

    public required int SandboxesMore { get; init; }

    public required ClockView Clock { get; init; }

    public required ImmutableArray<DueLine> Due { get; init; }

    public required int DueCount { get; init; }

    public required ImmutableArray<RuleView> Rules { get; init; }

    public required int RulesMore { get; init; }

    public required int Waiting { get; init; }

    public required string? Broken { get; init; }

    /// <summary>What was just done, by the id of the control operation; null: nothing.</summary>
    public string? Done { get; init; }

    /// <summary>The frame around an area of a sandbox; also of one that is broken, where nothing that is due runs.</summary>
    public static Frame Of(Sandbox sandbox, PageCall call, string area, string title)
    {
        var all = call.Sandboxes.All;
        var now = sandbox.Now;
        var (due, dueCount, rules, waiting) = sandbox.Gate.Inspect(world => (
            world.State.Due.Take(4).Select(DueLine.From).ToArray(),
            world.State.Due.Count(),
            world.State.Rules.All.Where(rule => rule.IsAlive(now) && !rule.IsSpent).Select(rule => RuleView.From(rule, now)).ToArray(),
            world.State.Deliveries.WaitingCount));
        return new Frame
        {
            Sandbox = sandbox.Id,
            Name = NameOf(sandbox),
            Area = area,
            Title = title,
            Here = call.Here,
            Token = call.Token,
            IsGuarded = call.Context.RequestServices.GetRequiredService<AdminSession>().IsGuarded,
            Mark = call.Mark,
            Sandboxes = [.. all.Take(SandboxesMax).Select(other => SandboxLink.Of(other, area))],
            SandboxesMore = Math.Max(0, all.Count - SandboxesMax),
            Clock = ClockView.From(sandbox),
            Due = [.. due],
            DueCount = dueCount,
            Rules = [.. rules.Take(RulesMax)],
            RulesMore = Math.Max(0, rules.Length - RulesMax),
            Waiting = waiting,
            Broken = sandbox.Broken?.Message,
            Done = call.Done,
        };
    }

    public static string NameOf(Sandbox sandbox) => sandbox.Settings.Name is { Length: > 0 } name ? name : sandbox.Id;
}

/// <summary>An area of the page.</summary>
internal sealed record Area(string Path, string Name);

/// <summary>A sandbox in the menu.</summary>
internal sealed record SandboxLink(string Id, string Name, string Href, string State, string Template, long Transactions)
{
    public static SandboxLink Of(Sandbox sandbox, string area) => new(
        sandbox.Id,
        Frame.NameOf(sandbox),
        $"/{sandbox.Id}/{area}",
        sandbox.Broken is not null ? "broken" : ClockView.From(sandbox).Mode,
        sandbox.Settings.Template.Name,
        sandbox.Gate.Inspect(world => world.State.Transactions.Count));
}

/// <summary>Something that is due.</summary>
internal sealed record DueLine(DateTimeOffset At, string What, string Subject)
{
    public static DueLine From(DueItem item) => new(item.At, item.Command.Name, item.Subject.ToString());
}

using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Worlds;
using FincoreSim.Language.Model;

namespace FincoreSim.Worlds.Seeding;

/// <summary>What a new world is filled with. Building is deterministic: options, seed and instant decide everything.</summary>
internal sealed class WorldTemplate
{
    private readonly Func<WorldOptions, long, DateTimeOffset, World> _build;

    private WorldTemplate(string name, Action<World, DateTimeOffset> fill, TimeSpan past = default)
        : this(name, (options, seed, now) => Filled(options, seed, now, fill, past))
    {
    }

    private WorldTemplate(string name, Func<WorldOptions, long, DateTimeOffset, World> build) => (Name, _build) = (name, build);

    /// <summary>The demo world, in which every example of the public documentation works as printed.</summary>
    public static WorldTemplate Docs { get; } = new(TemplateNames.Docs, (world, _) => DocsTemplate.Fill(world)) { IsDocs = true };

    /// <summary>One client, no money.</summary>
    public static WorldTemplate Empty { get; } = new(TemplateNames.Empty, (world, _) => EmptyTemplate.Fill(world));

    /// <summary>Five customers, forty instruments, a month of history.</summary>
    public static WorldTemplate Busy { get; } = new(TemplateNames.Busy, BusyTemplate.Fill, BusyTemplate.Past);

    /// <summary>The name of templates that are snapshots; it cannot be asked for by name.</summary>
    public const string SnapshotName = "snapshot";

    /// <summary>Every template, the default first.</summary>
    public static ImmutableArray<WorldTemplate> All { get; } = [Docs, Empty, Busy];

    /// <summary>The name on the wire and the command line.</summary>
    public string Name { get; }

    /// <summary>Whether the documentation's placeholders stand for things of its worlds.</summary>
    public bool IsDocs { get; private init; }

    /// <summary>A template whose worlds begin as a snapshot is, with its options, seed and instant.</summary>
    public static WorldTemplate From(Snapshot snapshot) =>
        new(SnapshotName, (_, _, _) => snapshot.Fork()) { IsDocs = snapshot.Template.IsDocs };

    /// <summary>The template with this name.</summary>
    public static WorldTemplate? Find(string name) => All.FirstOrDefault(template => template.Name == name);

    /// <summary>Why its worlds do not fit within limits: one is below what the template has; null where they do.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="seed">The seed of the world.</param>
    /// <param name="now">Its instant.</param>
    public Refusal? Shortage(WorldLimits limits, long seed, DateTimeOffset now) =>
        limits == new WorldLimits()
            ? null
            : LimitRules.Shortage(limits, Build(new WorldOptions(), seed, now).State, $"the template {Name}");

    /// <summary>A new world, at an instant.</summary>
    public World Build(WorldOptions options, long seed, DateTimeOffset now) => _build(options, seed, now);

    private static World Filled(
        WorldOptions options, long seed, DateTimeOffset now, Action<World, DateTimeOffset> fill, TimeSpan past)
    {
        var world = new World(options with { ReportsEnabled = false }, seed, now - past, BankCatalogueFile.Banks);
        fill(world, now);
        if (options.ReportsEnabled)
        {
            world.Do(new ChangeOptions(options));
        }

        return world;
    }
}

/// <summary>Runs a template's commands; one that is refused is a bug of the template.</summary>
internal static class TemplateCommands
{
    public static T Do<T>(this World world, Command<T> command)
    {
        var outcome = world.Execute(command with { Origin = Origin.Template });
        return outcome.IsAccepted
            ? outcome.Value
            : throw new InvalidOperationException($"template: {command.Name}: {outcome.Refusal}");
    }
}

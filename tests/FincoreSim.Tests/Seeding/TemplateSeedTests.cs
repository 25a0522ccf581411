using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Kernel;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Tests.Seeding;

/// <summary>A seed that is drawn may be any: every template is filled whatever it is, and adds up.</summary>
public sealed class TemplateSeedTests
{
    private const int Drawn = 40;

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);

    private static IEnumerable<string> Templates => WorldTemplate.All.Select(template => template.Name);

    [TestCaseSource(nameof(Templates))]
    public void Is_filled_with_any_seed(string name)
    {
        var template = WorldTemplate.Find(name)!;
        long[] edges = [0, 1, -1, long.MinValue, long.MaxValue, Seeds.Max, SeededIds.FirstDrawnSeed];
        var drawn = Enumerable.Range(0, Drawn).Select(number => Seeds.Of($"template {number}"));

        foreach (var seed in edges.Concat(drawn))
        {
            var world = template.Build(new WorldOptions(), seed, Start);

            Assert.That(world.Broken, Is.Null, $"seed {seed}");
            Assert.That(world.CheckInvariants().Where(invariant => !invariant.Holds), Is.Empty, $"seed {seed}");
            Assert.That(world.State.Seed, Is.EqualTo(seed));
        }
    }
}

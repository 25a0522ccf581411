using System.Text;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language;
using FincoreSim.Language.Switches;
using FincoreSim.Language.Yaml;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Runs.Copied;

/// <summary>One attempt to write a copy. Used once.</summary>
internal sealed class CopyDraft(
    Sandbox sandbox, CopyRequest request, ImmutableArray<JournalEntry> journal, Deeds deeds, IReadOnlyDictionary<long, string> badSteps)
{
    private readonly CopyContext _context = sandbox.Read(world => new CopyContext(world));
    private readonly CopyWriter _writer = new();

    /// <summary>Whether nothing is due or under way, so that a settle at the end only waits for receivers, however slow the machine is.</summary>
    private readonly bool _isAtRest = sandbox.Read(world =>
        world.State.Deliveries is { ReadyCount: 0, InFlightCount: 0 } && !world.State.Due.Any(item => item.At <= world.Now));

    /// <summary>Writes it.</summary>
    public ScenarioCopy Write(CopyRequest asked)
    {
        var receivers = new CopiedReceivers(journal, _context.LeftOut);
        _context.Receivers = receivers;
        var steps = new CopiedSteps(_context, receivers, sandbox.Settings.Options);
        var (setup, done) = (ImmutableArray.CreateBuilder<CopiedStep>(), ImmutableArray.CreateBuilder<CopiedStep>());
        foreach (var deed in deeds.All)
        {
            if (badSteps.TryGetValue(deed.Sequence, out var problem))
            {
                _context.Leave(deed, deed.Command ?? deed.Call?.Path ?? "a call", problem);
            }
            else if (steps.Of(deed, request.Only?.Contains(deed.Sequence) != false || deed.Sequence <= request.Since) is { } step)
            {
                (deed.Sequence <= request.Since ? setup : done).Add(step);
            }
        }

        if (deeds.Reads > 0)
        {
            _context.LeftOut.Add(new LeftOut(0, deeds.End, deeds.Reads == 1 ? "a read of the API" : $"{deeds.Reads} reads of the API", "A read changes nothing.")
            {
                IsHarmless = true,
            });
        }

        var name = asked.Name ?? $"Copied from {sandbox.Settings.Name} on {MexicoTime.Of(deeds.End).ToString("d MMM yyyy", CultureInfo.InvariantCulture)}";
        WriteFile(name, steps, receivers, setup.ToImmutable(), done.ToImmutable());
        return new ScenarioCopy(name, _writer.ToString(), done.ToImmutable(), [.. _context.LeftOut], null);
    }

    /// <summary>The first step that the language does not take, with why; null where it takes them all.</summary>
    public (CopiedStep Step, string Problem)? FirstProblem(string yaml)
    {
        var errors = ScenarioLoader.Load("scenario.yaml", Encoding.UTF8.GetBytes(yaml)).Problems.Where(problem => problem.Severity == Severity.Error);
        return errors.Select(problem => (Step: _writer.StepAt(problem.At.Line), Problem: problem.Text)).FirstOrDefault(found => found.Step is not null) is ({ } step, var why)
            ? (step, $"The language of scenarios does not take it: {why}.")
            : null;
    }

    private void WriteFile(string name, CopiedSteps steps, CopiedReceivers receivers, ImmutableArray<CopiedStep> setup, ImmutableArray<CopiedStep> done)
    {
        var start = StartOf();
        _writer.Line("fincoresim: 1");
        _writer.Line($"name: {Flow.Text(CopyNames.Plain(name))}");
        _writer.Line($"sandbox: {Flow.Of(SandboxOf(steps.Options, start))}");
        if (steps.Instruments.Count + steps.Webhooks.Count > 0)
        {
            _writer.Line("given:");
            _writer.List("instruments", steps.Instruments, "  ");
            _writer.List("webhooks", steps.Webhooks, "  ");
        }

        var rules = receivers.Rules;
        var end = (deeds.End, deeds.HasRunAtEnd || (_isAtRest && receivers.HasAnswers));
        if (setup.Length > 0)
        {
            if (rules.Count > 0)
            {
                setup = [new CopiedStep(setup[0].Deed with { HasRunBefore = false, At = start }, "arm", rules), .. setup];
            }

            start = _writer.Steps("setup", setup, start, null);
        }
        else
        {
            _writer.List("rules", rules);
        }

        _writer.Steps("steps", done, start, end);
        if (done.IsEmpty)
        {
            _writer.Line("  - settle");
        }

        Expect(setup, done);
        _writer.Line("always: [ledger_balances]");
        if (_context.LeftOut.Count > 0)
        {
            _writer.Comment("Not in this scenario:");
            foreach (var left in _context.LeftOut)
            {
                _writer.Comment($"- {left.What}: {left.Reason}");
            }
        }
    }

    private void Expect(ImmutableArray<CopiedStep> setup, ImmutableArray<CopiedStep> done)
    {
        var ends = sandbox.Read(world => CopiedEnds.Of(world, done.IsEmpty ? setup : done));
        var expected = CopiedExpectations.Of(ends, _context);
        if (!expected.IsEmpty)
        {
            _writer.Line("expect:");
            foreach (var (key, items) in expected)
            {
                _writer.List(key, items, "  ");
            }
        }
    }

    /// <summary>When the world began; one that was made from a snapshot began when the snapshot's did.</summary>
    private DateTimeOffset StartOf() => sandbox.Settings.Template.Name == WorldTemplate.SnapshotName && !journal.IsEmpty ? journal[0].At : sandbox.Start;

    private JsonObject SandboxOf(WorldOptions options, DateTimeOffset start)
    {
        var template = sandbox.Settings.Template;
        var wanted = new JsonObject
        {
            ["seed"] = sandbox.Read(world => world.State.Seed),
            ["clock"] = CopyWriter.Instant(start),
            ["mode"] = "frozen",
            ["template"] = template.Name != WorldTemplate.SnapshotName ? template.Name : (template.IsDocs ? WorldTemplate.Docs : WorldTemplate.Empty).Name,
        };
        var usual = OptionSwitches.Show(new WorldOptions());
        foreach (var option in OptionSwitches.Show(options).EnumerateObject())
        {
            if (!JsonElement.DeepEquals(option.Value, usual.GetProperty(option.Name)))
            {
                wanted[option.Name] = JsonNode.Parse(option.Value.GetRawText());
            }
        }

        return wanted;
    }

}

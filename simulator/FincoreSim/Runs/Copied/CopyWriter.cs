using System.Text;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Time;

namespace FincoreSim.Runs.Copied;

/// <summary>Writes a scenario file line by line, and knows which step stands in which line. Used by one copy.</summary>
internal sealed class CopyWriter
{
    private readonly StringBuilder _text = new();
    private readonly List<CopiedStep?> _lines = [];

    /// <summary>The step of a line, from 1; null where none stands there.</summary>
    public CopiedStep? StepAt(int line) => line >= 1 && line <= _lines.Count ? _lines[line - 1] : null;

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>A line.</summary>
    public void Line(string text, CopiedStep? step = null)
    {
        _text.Append(text).Append('\n');
        _lines.Add(step);
    }

    /// <summary>A comment, in which nothing ends the line.</summary>
    public void Comment(string text, string indent = "") =>
        Line($"{indent}# {string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter))}");

    /// <summary>A key with a list, an item a line; nothing where there are none.</summary>
    public void List(string key, JsonArray items, string indent = "")
    {
        if (items.Count > 0)
        {
            Line($"{indent}{key}:");
            foreach (var item in items)
            {
                Line($"{indent}  - {Flow.Of(item)}");
            }
        }
    }

    /// <summary>Steps, with the time between them; where the clock stands at their end.</summary>
    /// <param name="key">Where they stand: setup or steps.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="clock">Where the clock stands before them.</param>
    /// <param name="end">What comes behind them: until when, and whether what is due ran; null: nothing.</param>
    public DateTimeOffset Steps(string key, ImmutableArray<CopiedStep> steps, DateTimeOffset clock, (DateTimeOffset At, bool HasRun)? end)
    {
        Line($"{key}:");
        foreach (var step in steps)
        {
            clock = Pass(clock, step.Deed.At, step.Deed.HasRunBefore);
            Write(step);
            foreach (var after in step.After)
            {
                Write(after);
            }
        }

        return end is { } last ? Pass(clock, last.At, last.HasRun) : clock;
    }

    /// <summary>Distances in whole milliseconds, counted from one clock, so that what is cut off never adds up.</summary>
    private DateTimeOffset Pass(DateTimeOffset clock, DateTimeOffset to, bool hasRun)
    {
        var distance = TimeSpan.FromMilliseconds(Math.Floor((to - clock).TotalMilliseconds));
        if (distance > TimeSpan.Zero)
        {
            Line($"  - advance: {DurationText.Format(distance)}");
            return clock + distance;
        }

        if (hasRun)
        {
            Line("  - settle");
        }

        return clock;
    }

    private void Write(CopiedStep step)
    {
        var comment = step.Comment is { } said ? $"  # {string.Concat(said.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter))}" : "";
        Line(step.Value is null ? $"  - {step.Key}{comment}" : $"  - {step.Key}: {Flow.Of(step.Value)}{comment}", step);
        foreach (var (key, value) in step.Beside)
        {
            Line($"    {key}: {Flow.Of(value)}", step);
        }

        if (step.As is { } name)
        {
            Line($"    as: {name}", step);
        }

        if (step.Expect is { } expect)
        {
            Line($"    expect: {Flow.Of(expect)}", step);
        }
    }

    /// <summary>An instant, as files have it.</summary>
    public static string Instant(DateTimeOffset at) => MexicoTime.Of(at).ToString(
        at.UtcTicks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:sszzz" : "yyyy-MM-ddTHH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);
}

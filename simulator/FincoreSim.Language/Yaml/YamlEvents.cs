using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FincoreSim.Language.Yaml;

/// <summary>Ends the reading of a file at a place; never leaves <see cref="YamlTree"/>.</summary>
internal sealed class StopReading(Position at, string message) : Exception(message)
{
    /// <summary>Where.</summary>
    public Position At { get; } = at;
}

/// <summary>The parser's events, one after the other. For one reading.</summary>
internal sealed class YamlEvents(string text)
{
    private readonly Parser _parser = new(new Scanner(new StringReader(text), skipComments: true));

    /// <summary>The event at which the parser stands.</summary>
    public ParsingEvent Current =>
        _parser.Current ?? throw new StopReading(Position.Start, "this is not valid YAML: it ends too early");

    /// <summary>Where the event at which the parser stands begins.</summary>
    public Position At => Of(Current.Start);

    /// <summary>Goes to the next event, which is one of a kind or not.</summary>
    public bool MoveTo<TEvent>()
        where TEvent : ParsingEvent => MoveNext().Current is TEvent;

    /// <summary>
    /// Goes to the next event. The parser's own slips, which some damaged files lead to, are problems of the file like others.
    /// </summary>
    public YamlEvents MoveNext()
    {
        try
        {
            _parser.MoveNext();
            return this;
        }
        catch (Exception slip) when (slip is InvalidOperationException or ArgumentException or IndexOutOfRangeException
            or OverflowException or NullReferenceException)
        {
            throw new StopReading(_parser.Current is { } last ? Of(last.End) : Position.Start, "this is not valid YAML");
        }
    }

    private static Position Of(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));
}

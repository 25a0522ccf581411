using FincoreSim.Language.Kinds;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Scalar = YamlDotNet.Core.Events.Scalar;

namespace FincoreSim.Language.Yaml;

/// <summary>
/// Reads YAML 1.2, and JSON with it, into nodes. What could blow up or be misread is refused: more than so many bytes, nodes,
/// characters or levels (with what aliases stand for counted in), a key twice, tags, merge keys, a second document. For one
/// reading.
/// </summary>
internal sealed class YamlTree
{
    /// <summary>The largest file.</summary>
    public const int BytesMax = 1024 * 1024;

    /// <summary>The most nodes of a file.</summary>
    public const int NodesMax = 50_000;

    /// <summary>The most characters of one value.</summary>
    public const int TextLengthMax = 100_000;

    /// <summary>The most characters of all values together: with aliases a small file can say a long text very often.</summary>
    public const int CharactersMax = 4 * BytesMax;

    /// <summary>The most levels of a file.</summary>
    public const int DepthMax = 32;

    private readonly ProblemList _problems;
    private readonly YamlEvents _events;
    private readonly Dictionary<string, (Node Node, int Count, long Characters, int Depth)> _anchors =
        new(StringComparer.Ordinal);
    private int _nodes;
    private long _characters;

    private YamlTree(string text, ProblemList problems)
    {
        _problems = problems;
        _events = new YamlEvents(text);
    }

    /// <summary>The root of a file's bytes; null where they cannot be read, which the problems explain.</summary>
    public static Node? Read(ReadOnlyMemory<byte> bytes, ProblemList problems)
    {
        if (bytes.Length > BytesMax)
        {
            problems.Error(Position.Start, $"the file is larger than {BytesMax / 1024} KiB");
            return null;
        }

        if (FileText.Decode(bytes.Span, problems) is not { } text)
        {
            return null;
        }

        try
        {
            return new YamlTree(text, problems).ReadDocument();
        }
        catch (StopReading stopped)
        {
            problems.Error(stopped.At, stopped.Message);
        }
        catch (YamlException broken)
        {
            FileText.Explain(broken, text, problems);
        }

        return null;
    }

    private Node? ReadDocument()
    {
        _events.MoveTo<StreamStart>();
        if (_events.MoveTo<StreamEnd>())
        {
            throw new StopReading(Position.Start, "the file is empty");
        }

        _events.MoveNext();
        var errors = _problems.ErrorCount;
        var (root, _) = ReadNode(1);
        _events.MoveTo<DocumentEnd>();
        if (_events.MoveTo<DocumentStart>())
        {
            throw new StopReading(_events.At, "a file holds one document: move what follows --- to a file of its own");
        }

        return _problems.ErrorCount == errors ? root : null;
    }

    /// <summary>Reads the node at which the parser stands; afterwards it stands at its last event.</summary>
    private (Node Node, int Depth) ReadNode(int level)
    {
        if (_events.Current is AnchorAlias alias)
        {
            return Expand(alias, level);
        }

        if (_events.Current is not NodeEvent current)
        {
            throw new StopReading(_events.At, "this is not valid YAML: a value is missing here");
        }

        var at = _events.At;
        CheckRoom(at, 1, (current as Scalar)?.Value.Length ?? 0, level);
        var (before, charactersBefore) = (_nodes++, _characters);
        CheckTag(current, at);
        var (node, depth) = current switch
        {
            Scalar scalar => (ReadScalar(scalar, at), 1),
            SequenceStart => ReadSequence(at, level),
            _ => ReadMapping(at, level),
        };

        if (current.Anchor is { IsEmpty: false } anchor)
        {
            _anchors[anchor.Value] = (node, _nodes - before, _characters - charactersBefore, depth);
        }

        return (node, depth);
    }

    private (Node Node, int Depth) Expand(AnchorAlias alias, int level)
    {
        var at = _events.At;
        if (!_anchors.TryGetValue(alias.Value.Value, out var known))
        {
            throw new StopReading(at, $"unknown anchor &{alias.Value.Value}");
        }

        CheckRoom(at, known.Count, known.Characters, level + known.Depth - 1);
        _nodes += known.Count;
        _characters += known.Characters;
        return (known.Node, known.Depth);
    }

    private ScalarNode ReadScalar(Scalar scalar, Position at)
    {
        if (scalar.Value.Length > TextLengthMax)
        {
            throw new StopReading(at,
                $"this value has {scalar.Value.Length} characters; at most {TextLengthMax} are allowed");
        }

        _characters += scalar.Value.Length;
        return new ScalarNode(at, scalar.Value, scalar.Style != ScalarStyle.Plain);
    }

    private (Node Node, int Depth) ReadSequence(Position at, int level)
    {
        var items = ImmutableArray.CreateBuilder<Node>();
        var deepest = 0;
        while (!_events.MoveTo<SequenceEnd>())
        {
            var (item, depth) = ReadNode(level + 1);
            items.Add(item);
            deepest = Math.Max(deepest, depth);
        }

        return (new SequenceNode(at, items.ToImmutable()), deepest + 1);
    }

    private (Node Node, int Depth) ReadMapping(Position at, int level)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var deepest = 0;
        while (!_events.MoveTo<MappingEnd>())
        {
            var key = ReadKey(level + 1);
            _events.MoveNext();
            var (value, depth) = ReadNode(level + 1);
            deepest = Math.Max(deepest, depth);
            if (lines.TryAdd(key.Text, key.At.Line))
            {
                entries.Add(new Entry(key, value));
            }
            else
            {
                _problems.Error(key.At, $"'{key.Shown}' is given twice, first in line {lines[key.Text]}");
            }
        }

        return (new MappingNode(at, entries.ToImmutable()), deepest + 1);
    }

    private ScalarNode ReadKey(int level)
    {
        var at = _events.At;
        if (ReadNode(level).Node is not ScalarNode key)
        {
            throw new StopReading(at, "a key is one word, not a list or a mapping");
        }

        if (key is { Text: "<<", IsQuoted: false })
        {
            throw new StopReading(at, "'<<' is not part of YAML 1.2: write the keys out");
        }

        if (!key.IsQuoted && ScalarKinds.TrapIn(key.Text) is { } trap)
        {
            _problems.Error(at, trap);
        }

        return key;
    }

    private void CheckRoom(Position at, int count, long characters, int level)
    {
        if (level > DepthMax)
        {
            throw new StopReading(at, $"this is nested more than {DepthMax} levels deep");
        }

        if (_nodes + count > NodesMax)
        {
            throw new StopReading(at, $"the file has more than {NodesMax} values");
        }

        if (_characters + characters > CharactersMax)
        {
            throw new StopReading(at,
                $"the values of the file have more than {CharactersMax} characters once aliases are expanded");
        }
    }

    private void CheckTag(NodeEvent node, Position at)
    {
        if (!node.Tag.IsEmpty)
        {
            _problems.Error(
                at, "tags such as !!str are not part of the language: write the value without one, in quotes if it is a text");
        }
    }
}

using FincoreSim.Domain.Collections;

namespace FincoreSim.Domain.Tests.Worlds;

/// <summary>Ids that say where their thing is, and ids that do not, are found all the same.</summary>
public sealed class TableTests
{
    private static readonly SeededIds Ids = new(7);

    private readonly Edit _edit = new();
    private readonly List<TransactionId> _added = [];
    private Table<TransactionId, string> _table;

    [SetUp]
    public void Begin()
    {
        _added.Clear();
        _table = default;
    }

    [Test]
    public void Numbered_ids_are_found()
    {
        AddNumbered(1, 2, 3);

        AssertAllFound();
        Assert.That(_table.Find(Numbered(4)), Is.Null);
        Assert.That(_table.Find(new TransactionId(new SeededIds(8).Uuid(IdKind.Transaction, 2))), Is.Null,
            "the same ordinal of another seed");
    }

    [Test]
    public void Ids_of_others_are_found_before_between_and_after_numbered_ones()
    {
        Add(Foreign(1), Foreign(2));
        AddNumbered(1, 2);
        Add(Foreign(3));
        AddNumbered(3, 5, 4);
        Add(Foreign(4));

        AssertAllFound();
        Assert.That(_table.Find(Foreign(5)), Is.Null);
    }

    [Test]
    public void Numbers_may_begin_anywhere()
    {
        AddNumbered(1000, 1001, 1003, 1002, 1004);

        AssertAllFound();
        Assert.That(_table.Find(Numbered(999)), Is.Null);
    }

    [Test]
    public void What_is_replaced_keeps_its_place()
    {
        Add(Foreign(1));
        AddNumbered(1, 2);

        _table = _table.Replace(Numbered(1), "changed", _edit).Replace(Foreign(1), "changed too", _edit);

        Assert.That(_table.OldestFirst(), Is.EqualTo((string[])["changed too", "changed", TextOf(Numbered(2))]));
        Assert.That(_table.Find(Numbered(1)), Is.EqualTo("changed"));
        Assert.That(() => _table.Replace(Numbered(9), "", _edit), Throws.TypeOf<InvariantBroken>());
    }

    [Test]
    public void What_was_dropped_is_not_found()
    {
        Add(Foreign(1));
        AddNumbered(1, 2);

        _table = _table.DropOldest(_edit).DropOldest(_edit);

        Assert.That(_table.Find(Foreign(1)), Is.Null);
        Assert.That(_table.Find(Numbered(1)), Is.Null);
        Assert.That(_table.Find(Numbered(2)), Is.EqualTo(TextOf(Numbered(2))));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(5)]
    public void A_list_is_taken_up_behind_any_place_and_places_stay_when_the_oldest_are_dropped(int dropped)
    {
        Add(Foreign(1));
        AddNumbered(1, 2, 3, 4);
        for (var drop = 0; drop < dropped; drop++)
        {
            _table = _table.DropOldest(_edit);
        }

        var all = _added.Select((id, index) => new Placed<string>(index + 1, TextOf(id))).Skip(dropped).ToArray();
        long[] places = [0, 1, 2, 3, 4, 5, 6, 100, long.MaxValue];
        Assert.Multiple(() =>
        {
            foreach (var place in places)
            {
                Assert.That(_table.After(place), Is.EqualTo(all.Where(one => one.Place > place)), $"after {place}");
                Assert.That(_table.Before(place), Is.EqualTo(all.Reverse().Where(one => one.Place < place)), $"before {place}");
            }
        });
    }

    private static TransactionId Numbered(long ordinal) => new(Ids.Uuid(IdKind.Transaction, ordinal));

    private static TransactionId Foreign(uint number) =>
        new(new Guid(number, 0x4d12, 0x46e5, 0xb4, 0x51, 0x66, 0x24, 0x59, 0xb6, 0xef, 0xfc));

    private static string TextOf(TransactionId id) => id.Value.ToString();

    private void AddNumbered(params long[] ordinals) => Add([.. ordinals.Select(Numbered)]);

    private void Add(params TransactionId[] ids)
    {
        foreach (var id in ids)
        {
            _added.Add(id);
            _table = _table.Add(id, TextOf(id), _edit);
        }
    }

    private void AssertAllFound()
    {
        Assert.That(_added.Select(_table.Find), Is.EqualTo(_added.Select(TextOf)));
        Assert.That(_table.OldestFirst(), Is.EqualTo(_added.Select(TextOf)));
    }
}

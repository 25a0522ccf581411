using static FincoreSim.Domain.Tests.Rules.RuleKit;

namespace FincoreSim.Domain.Tests.Rules;

public sealed class RequestRuleTests
{
    private static readonly AnswerFault[] Faults =
    [
        new(AnswerFaultKind.Status, 500), new(AnswerFaultKind.Hang, Delay: TimeSpan.FromSeconds(9)), new(AnswerFaultKind.Reset),
        new(AnswerFaultKind.Empty), new(AnswerFaultKind.Truncate), new(AnswerFaultKind.SlowBody, Delay: TimeSpan.FromSeconds(9)),
    ];

    private readonly WorldKit _world = new();

    [TestCaseSource(nameof(Faults))]
    public void A_request_fails_so_often(AnswerFault how)
    {
        _world.Arm(On(RuleEvent.Request, new RequestFaultEffect(how)) with { Times = 1 });

        Assert.That(Ask(), Is.EqualTo(new RequestVerdict(how, null)));
        Assert.That(Ask(), Is.EqualTo(RequestVerdict.GoesOn));
    }

    [TestCase("method", "POST")]
    [TestCase("path", "/v1/banks")]
    [TestCase("to", "POST /v1/banks")]
    public void Looks_at_a_field_of_the_request(string path, string equal)
    {
        _world.Arm(On(RuleEvent.Request, new RequestFaultEffect(Faults[0])).Where(path, equal));

        Assert.That(Ask("POST", "/v1/banks").Fault, Is.EqualTo(Faults[0]));
        Assert.That(Ask("GET", "/v1/other").Fault, Is.Null);
    }

    [Test]
    public void Looks_at_who_asks()
    {
        _world.Arm(On(RuleEvent.Request, new RequestFaultEffect(Faults[0])).Where("client_id", _world.Other.Value.ToString()));

        Assert.That(_world.Do(new ConsultRequest("GET", "/x", _world.Other)).Fault, Is.EqualTo(Faults[0]));
        Assert.That(Ask().Fault, Is.Null);
    }

    [Test]
    public void The_gate_tells_whether_a_rule_waits_for_requests()
    {
        _world.Arm(Refusing("payments"));
        Assert.That(_world.Gate.HasRequestRules, Is.False);
        _world.Arm(On(RuleEvent.Request, new RequestFaultEffect(Faults[0])));
        Assert.That(_world.Gate.HasRequestRules, Is.True);
        _world.Do(new DisarmRule("rule"));
        Assert.That(_world.Gate.HasRequestRules, Is.False);
    }

    [Test]
    public void Beyond_the_limit_a_request_is_told_to_come_back_when_the_window_is_over()
    {
        _world.Arm(On(RuleEvent.Request, new RateLimitEffect(2, Span("1m"))));

        Assert.That(new[] { Ask(), Ask() }, Is.All.EqualTo(RequestVerdict.GoesOn));
        AssertLimited(Ask(), "1m");
        _world.Advance("20s");
        AssertLimited(Ask(), "40s");
        _world.Advance("39s999ms");
        AssertLimited(Ask(), "1ms");
        _world.Advance("1ms");
        Assert.That(new[] { Ask(), Ask() }, Is.All.EqualTo(RequestVerdict.GoesOn));
        AssertLimited(Ask(), "1m");
    }

    [Test]
    public void A_window_begins_with_the_first_request_after_the_last()
    {
        _world.Arm(On(RuleEvent.Request, new RateLimitEffect(1, Span("1m"))));
        Ask();
        _world.Advance("1m30s");
        Assert.That(Ask(), Is.EqualTo(RequestVerdict.GoesOn));
        _world.Advance("10s");

        AssertLimited(Ask(), "50s");
    }

    [Test]
    public void Two_rules_with_the_same_limit_count_each_for_itself()
    {
        var limit = new RateLimitEffect(1, Span("1m"));
        _world.Arm(
            On(RuleEvent.Request, limit).Where("path", "/a") with { Name = "a" },
            On(RuleEvent.Request, limit with { }).Where("path", "/b") with { Name = "b" },
            On(RuleEvent.Request, limit).Where("path", "/c") with { Name = "c" });

        foreach (var path in new[] { "/a", "/b", "/c" })
        {
            Assert.That(Ask(path: path), Is.EqualTo(RequestVerdict.GoesOn), path);
            AssertLimited(Ask(path: path), "1m");
        }
    }

    [Test]
    public void The_rule_before_wins()
    {
        _world.Arm(
            On(RuleEvent.Request, new RateLimitEffect(0, Span("1m"))) with { Name = "limit" },
            On(RuleEvent.Request, new RequestFaultEffect(Faults[2])) with { Name = "fault", Priority = 1, Times = 1 });

        Assert.That(Ask().Fault, Is.EqualTo(Faults[2]));
        AssertLimited(Ask(), "1m");
    }

    [Test]
    public void Requests_change_nothing_of_the_world()
    {
        _world.Arm(On(RuleEvent.Request, new RateLimitEffect(1, Span("1m"))));
        var fingerprint = _world.Fingerprint();

        Ask();
        Ask();

        Assert.That(_world.Fingerprint(), Is.EqualTo(fingerprint));
        Assert.That(_world.Armed().Matched, Is.EqualTo(2));
    }

    private static void AssertLimited(RequestVerdict verdict, string retryAfter) =>
        Assert.That(verdict, Is.EqualTo(new RequestVerdict(new AnswerFault(AnswerFaultKind.Status, 429), Span(retryAfter))));

    private RequestVerdict Ask(string method = "GET", string path = "/v1/banks") =>
        _world.Do(new ConsultRequest(method, path, _world.Client));
}

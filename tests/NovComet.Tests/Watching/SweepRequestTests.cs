using NovComet.Watching;

namespace NovComet.Tests.Watching;

[TestClass]
public sealed class SweepRequestTests
{
    private readonly SweepRequest _request = new();

    [TestMethod]
    public void Ask_AfterRenew_EndsTheTask()
    {
        Task asked = _request.Renew();
        Assert.IsFalse(asked.IsCompleted);

        _request.Ask();
        _request.Ask();

        Assert.IsTrue(asked.IsCompleted);
    }

    [TestMethod]
    public void Renew_AskedBefore_TakesThatAsDone()
    {
        _request.Renew();
        _request.Ask();

        Assert.IsFalse(_request.Renew().IsCompleted);
    }
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Storage;
using NovComet.Storage.Native;

namespace NovComet.AspNetCore.Tests.Endpoints;

/// <summary>What the file system refuses is never acknowledged, and the answer does not tell where the files are.</summary>
[TestClass]
public sealed class StoreFailureTests
{
    private const int InputOutputError = 5;

    [TestMethod]
    [DataRow(Errno.NoSpace, HttpStatusCode.InsufficientStorage, "free space")]
    [DataRow(Errno.QuotaExceeded, HttpStatusCode.InsufficientStorage, "free space")]
    [DataRow(Errno.AccessDenied, HttpStatusCode.InternalServerError, "that right")]
    [DataRow(Errno.NotPermitted, HttpStatusCode.InternalServerError, "that right")]
    [DataRow(Errno.ReadOnlyFileSystem, HttpStatusCode.InternalServerError, "that right")]
    [DataRow(InputOutputError, HttpStatusCode.ServiceUnavailable, "try again")]
    [DataRow(Errno.NoEntry, HttpStatusCode.ServiceUnavailable, "try again")]
    public async Task Publish_ThatTheFileSystemRefuses_IsNotAcknowledged(int error, HttpStatusCode status, string says)
    {
        await using CometServer server = await CometServer.StartAsync(new()
        {
            Options = CometServer.ShortHold,
            Services = services => services.AddSingleton<IFileTimes>(new RefusingFiles(error)),
        });
        using HttpResponseMessage answer = await server.Client.GetAsync("/comet?publish=news");
        string sentence = await Problem.AssertAsync(answer, status);
        Assert.Contains(says, sentence);
        Assert.DoesNotContain(server.Directory.Path, sentence);
        Assert.IsFalse(answer.Headers.Contains("Comet-Stamp"));
        Assert.AreEqual("""{"s":0}""", await server.GetStringAsync("subscribed[news]=0.000001"), "polls go on");
    }

    private sealed class RefusingFiles(int error) : IFileTimes
    {
        public FileStatus Look(string fileName) => FileStatus.Missing;

        public void Touch(string fileName) => throw Refusal();

        public bool TryCreate(string fileName, UnixFileMode mode) => throw Refusal();

        private IOException Refusal() => new("/secret/path is refused", error);
    }
}

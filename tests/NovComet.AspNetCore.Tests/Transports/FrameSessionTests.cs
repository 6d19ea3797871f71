using Microsoft.Extensions.DependencyInjection;
using NovComet.AspNetCore.Authorization;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.AspNetCore.Transports;
using NovComet.Hub;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Transports;

/// <summary>The two ways of a session, brought together in the moments that real connections rarely hit.</summary>
[TestClass]
public sealed class FrameSessionTests
{
    [TestMethod]
    [DataRow(false, DisplayName = "The right to the channels ends")]
    [DataRow(true, DisplayName = "The client is found gone")]
    public async Task Run_EndsWhileTheClientAsksForChannels_Ends(bool isGone)
    {
        await using CometServer server = await CometServer.StartAsync();
        Subscriber subscriber = server.Core.Open([], Lifetime.Stream, TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = new FrameClient(new Caller(user: null, address: null), subscriber, []);
        var carrier = new AskingCarrier { Asked = () => subscriber.Wake(isGone ? WakeReason.Heartbeat : WakeReason.Expired), IsGone = isGone };
        var session = new FrameSession(
            carrier, client, server.Services.GetRequiredService<FrameRequests>(), server.Services.GetRequiredService<StreamDeadlines>());

        await session.RunAsync().WaitAsync(TestSettings.Patience);
        Assert.IsGreaterThan(1, carrier.Received, "It was asked for channels, and listened on.");
    }

    /// <summary>A client that subscribes again and again, and goes as soon as it is not answered any more.</summary>
    private sealed class AskingCarrier : IFrameCarrier
    {
        private bool _isOver;

        public required Action Asked { get; init; }

        public bool IsGone { get; init; }

        public int Received { get; private set; }

        public FrameFormat Format => LineFrames.Instance;

        public bool EndsWhenIdle => false;

        public ValueTask<ReceivedFrame> ReceiveAsync()
        {
            Received++;
            if (_isOver) return new(ReceivedFrame.Last(FrameEnd.Gone));
            Asked();
            _isOver = !IsGone;
            return new(new ReceivedFrame("""{"subscribe":{"a":0}}"""u8.ToArray()));
        }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> frames, CancellationToken cancellationToken)
        {
            // The first frame is the cursor of no channels; the client is gone before the second.
            if (!IsGone || Received == 0) return ValueTask.CompletedTask;
            _isOver = Received > 1;
            return _isOver ? throw new IOException("The client is gone.") : ValueTask.CompletedTask;
        }

        public ValueTask CloseAsync(FrameEnd end, CancellationToken cancellationToken)
        {
            _isOver = true;
            return ValueTask.CompletedTask;
        }

        public void Abort() => _isOver = true;
    }
}

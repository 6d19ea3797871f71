using System.Net;
using System.Net.Sockets;
using NovComet.Load.Measuring;
using NovComet.Load.Native;
using NovComet.Load.Reporting;
using NovComet.Load.Touching;

namespace NovComet.Load.Scenarios;

/// <summary>
/// What the machine itself takes from a touch to an answer: a thread on the server's core sleeps in inotify's read and
/// sends one byte over loopback to a reader that sleeps too. No gateway can be faster, and machines differ by a factor of three.
/// </summary>
internal sealed record FloorScenario(string Directory, int ServerCore, double Rate, TimeSpan Length)
{
    private const int SkippedTouches = 50;

    public LoadResult Run()
    {
        using var file = new ChannelFiles(Directory, 1);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var reader = new TcpClient { NoDelay = true };
        reader.Connect((IPEndPoint)listener.LocalEndpoint);
        using Socket writer = listener.AcceptSocket();
        writer.NoDelay = true;

        var inotify = Libc.WatchAttributes(Path.GetFullPath(Directory));
        var touches = SkippedTouches + (int)(Rate * Length.TotalSeconds);
        var server = new Thread(() => Serve(inotify, writer, touches)) { IsBackground = true };
        server.Start();
        var (latency, seconds) = TouchAll(file, reader.Client, touches);
        server.Join();
        _ = Libc.Close(inotify);
        return Result(latency, seconds);
    }

    private void Serve(int inotify, Socket writer, int touches)
    {
        Libc.MoveThreadTo(ServerCore);
        var answer = new byte[1];
        for (var touch = 0; touch < touches; touch++)
        {
            Libc.ReadEvents(inotify);
            writer.Send(answer);
        }
    }

    private (LatencyHistogram Latency, double Seconds) TouchAll(ChannelFiles file, Socket reader, int touches)
    {
        var latency = new LatencyHistogram();
        var answer = new byte[1];
        var started = Clock.Now;
        for (var touch = 0; touch < touches; touch++)
        {
            Thread.Sleep(TimeSpan.FromSeconds(1 / Rate));
            var touched = Clock.Now;
            file.Touch(0);
            reader.Receive(answer);
            if (touch >= SkippedTouches) latency.Record(Clock.Now - touched);
        }

        return (latency, (double)(Clock.Now - started) / Clock.Second);
    }

    private LoadResult Result(LatencyHistogram latency, double seconds) => new()
    {
        Scenario = "floor",
        Server = "the machine itself",
        Subscribers = 1,
        Channels = 1,
        Rate = Rate,
        Seconds = Math.Round(seconds, 2),
        Deliveries = latency.Count,
        HoldEnds = 0,
        Repeated = 0,
        Missing = 0,
        Wrong = 0,
        Lost = 0,
        P50 = Math.Round(latency.Percentile(50) / 1000.0, 1),
        P99 = Math.Round(latency.Percentile(99) / 1000.0, 1),
        P999 = Math.Round(latency.Percentile(99.9) / 1000.0, 1),
        Max = Math.Round(latency.Max / 1000.0, 1),
        ServerCpu = 0,
        LoadCpu = 0,
        OthersCpu = 0,
    };
}
